import type { Kind } from "../kinds/kind.js";
import { ExistsError, MissingError, SharedError } from "./errors/index.js";
import { changesTo } from "./object/compare.js";
import { observedState } from "./object/computed.js";
import { observe, type Present } from "./object/observe.js";
import { refuseNotSettable, withoutUnaskedMoves } from "./object/preconditions.js";
import { verify } from "./object/verify.js";
import { changeExisting } from "./object/write.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, toWire } from "./state/codec.js";
import type { Desired, State, Values } from "./state/state.js";

/**
 * Takes an existing object over if the program, or the whole run, asked for that, writing only what differs. Its secrets stay as
 * they are unless the program asked for these too: whoever uses them would be locked out.
 *
 * @throws ExistsError when it did not.
 * @throws SharedError when another resource of the run has the object, as far as the run knows by then.
 */
export async function adoptIfAsked(
  context: Context,
  kind: Kind,
  desired: Desired,
  found: Present,
  number?: number,
): Promise<State> {
  const canBeAdopted = "adopt" in kind.options;
  if (!canBeAdopted || (desired.options.adopt !== true && !context.run.adopt)) {
    throw new ExistsError(kind.name, kind.displayName(desired.identity), number, canBeAdopted);
  }
  if (context.claims.isHeldByAnother(kind, { identity: desired.identity })) {
    throw new SharedError(kind.name, kind.displayName(desired.identity));
  }
  const wanted = withoutUnaskedMoves(kind, desired, toWire(kind, desired.attributes), found);
  const secrets = desired.options.adoptPassword === true ? secretsToWrite(context, kind, desired) : {};
  const written = await converge(context, kind, desired, wanted, found, secrets);
  context.claims.claim(kind, desired);
  return verify(context, kind, written, { ...desired, ...observedState(kind, found) });
}

/** The create of a kind that OMA cannot create: it has to be there, and gets what is declared. */
export async function adoptUncreatable(context: Context, kind: Kind, desired: Desired): Promise<State> {
  const found = await observe(context, kind, desired.identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(desired.identity));
  const wanted = toWire(kind, desired.attributes);
  const written = await converge(context, kind, desired, wanted, found, {});
  context.claims.claim(kind, desired);
  const prior = priorValues(kind, wanted, found);
  return verify(context, kind, written, { ...desired, ...observedState(kind, found), originalValues: prior });
}

/**
 * Writes what differs from what is there.
 *
 * @returns what was written, under the wire's names.
 */
export async function converge(
  context: Context,
  kind: Kind,
  desired: Desired,
  wanted: Values,
  found: Present,
  secrets: Values,
): Promise<Values> {
  refuseNotSettable(kind, desired, { ...wanted, ...secrets }, found.settable);
  const wire = { ...changesTo(kind, wanted, found.attributes), ...secrets };
  if (Object.keys(wire).length > 0) await changeExisting(context, kind, desired, wire);
  return wire;
}

/** What a reset on delete would write back: null for what was only inherited, should reads show that (open question 11). */
export function priorValues(kind: Kind, wire: Values, found: Present): Values {
  const inherited = (found.metadata.inherit ?? {}) as Values;
  return Object.fromEntries(
    Object.keys(wire).map((name) => {
      const value = found.attributes[name] ?? null;
      const isInherited = attributeOnWire(kind, name)?.inherit?.how === "live" && inherited[name] === value;
      return [name, isInherited ? null : value];
    }),
  );
}
