import type { Kind } from "../kinds/kind.js";
import type { Values } from "../values.js";
import { ChangeNotAskedForError, ExistsError, MissingError, SharedError } from "./errors/index.js";
import { changesTo, isSame } from "./object/compare.js";
import { observedState } from "./object/computed.js";
import type { Present } from "./object/observation.js";
import { observe } from "./object/observe.js";
import { isHeldByAnother } from "./ownership/held.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, attributesOnWire, programNameOf } from "./state/codec.js";
import type { Desired, State } from "./state/state.js";
import { refuseNotSettable } from "./writes/settable.js";
import { verify } from "./writes/verify.js";
import { changeExisting } from "./writes/write.js";

/**
 * Adopts an existing object if the program or the run asked for that, and writes only what differs. Its secrets stay as they
 * are unless the program asked for these too: a new password would lock out whoever uses the account.
 *
 * @throws ExistsError when nobody asked for it.
 * @throws SharedError when another resource of the run has claimed the object so far.
 */
export async function adoptIfAsked(
  context: Context,
  kind: Kind,
  declared: Desired,
  found: Present,
  number?: number,
): Promise<State> {
  const desired = asSpelled(declared, found);
  const object = kind.displayName(desired.identity);
  if (!mayAdopt(context, kind, desired)) throw new ExistsError(kind.name, object, number, "adopt" in kind.options);
  if (await isHeldByAnother(context, kind, desired)) throw new SharedError(kind.name, object);
  const wanted = withoutUnaskedMoves(kind, desired, found);
  const secrets = desired.options.adoptPassword === true ? secretsToWrite(context, kind, desired) : {};
  const written = await converge(context, kind, desired, wanted, found, secrets);
  context.claims.claim(kind, desired);
  return verify(context, kind, written, { ...desired, ...observedState(kind, found) });
}

/** Whether the program or the run asked to adopt the object if it exists. */
export function mayAdopt({ run }: Context, kind: Kind, { options }: Desired): boolean {
  return "adopt" in kind.options && (options.adopt === true || run.adopt);
}

/** What is declared of an object under the name that the service has for it, which may differ in case. */
export function asSpelled<T extends Pick<Desired, "identity">>(declared: T, { spelled }: Present): T {
  return { ...declared, identity: { ...declared.identity, ...spelled } };
}

/** The create of a kind that OMA cannot create: the object must exist, and gets what is declared. */
export async function adoptUncreatable(context: Context, kind: Kind, desired: Desired): Promise<State> {
  const found = await observe(context, kind, desired.identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(desired.identity));
  const written = await converge(context, kind, desired, desired.attributes, found, {});
  context.claims.claim(kind, desired);
  const originalValues = originalValuesOf(kind, desired.attributes, found);
  return verify(context, kind, written, { ...desired, ...observedState(kind, found), originalValues });
}

/**
 * Writes what differs from what the object holds.
 *
 * @returns what was written, under wire names.
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

/** What a reset on delete writes back: null for a value that was inherited, in case reads show those (open question 11). */
export function originalValuesOf(kind: Kind, wire: Values, { attributes, inherited }: Present): Values {
  return Object.fromEntries(
    Object.keys(wire).map((name) => {
      const value = attributes[name] ?? null;
      const isInherited = attributeOnWire(kind, name)?.inherit?.how === "live" && inherited[name] === value;
      return [name, isInherited ? null : value];
    }),
  );
}

/**
 * The declared attributes of an existing object, without those whose change needs an option that is not set. Where a read does
 * not return such an attribute, it stays as it is.
 *
 * @throws ChangeNotAskedForError when a read returns another value than the declared one.
 */
export function withoutUnaskedMoves(kind: Kind, { identity, options, attributes }: Desired, found: Present): Values {
  const kept = { ...attributes };
  for (const [wire, { changeNeeds }] of attributesOnWire(kind)) {
    if (changeNeeds === undefined || !(wire in attributes) || options[changeNeeds] === true) continue;
    const held = found.attributes[wire] ?? undefined;
    if (held !== undefined && !isSame(kind, wire, attributes[wire], held)) {
      const name = programNameOf(kind, wire);
      throw new ChangeNotAskedForError(kind.displayName(identity), name, held, changeNeeds);
    }
    delete kept[wire];
  }
  return kept;
}
