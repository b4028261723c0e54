import type { Kind } from "../kinds/kind.js";
import { changeExisting } from "./change.js";
import { changesTo } from "./compare.js";
import type { Context } from "./context.js";
import { ExistsError, MissingError } from "./errors/index.js";
import { factsOf } from "./facts.js";
import { observe, type Present } from "./observe.js";
import { refuseNotSettable, withoutUnaskedMoves } from "./refuse.js";
import { secretsToWrite } from "./secrets.js";
import type { Declared, Known, Values } from "./state.js";
import { attributeOnWire, toWire } from "./wire.js";

/**
 * Takes an existing object over if the program asked for that, writing only what differs.
 *
 * @throws ExistsError when it did not.
 */
export async function adopt(
  context: Context,
  kind: Kind,
  declared: Declared,
  found: Present,
  number?: number,
): Promise<Known> {
  const canBeAdopted = "adopt" in kind.options;
  if (!canBeAdopted || declared.options.adopt !== true) {
    throw new ExistsError(kind.name, kind.called(declared.identity), number, canBeAdopted);
  }
  const wanted = withoutUnaskedMoves(kind, declared, toWire(kind, declared.attributes), found);
  await converge(context, kind, declared, wanted, found, secretsToWrite(context, kind, declared, {}));
  context.taken.add(kind, declared);
  return { ...declared, facts: factsOf(kind, found) };
}

/** The create of a kind that OMA cannot create: it has to be there, and gets what is declared. */
export async function takeOver(context: Context, kind: Kind, declared: Declared): Promise<Known> {
  const found = await observe(context, kind, declared.identity);
  if (!found.exists) throw new MissingError(kind.name, kind.called(declared.identity));
  const wanted = toWire(kind, declared.attributes);
  await converge(context, kind, declared, wanted, found, {});
  context.taken.add(kind, declared);
  return { ...declared, facts: factsOf(kind, found), prior: priorValues(kind, wanted, found) };
}

/** Writes what differs from what is there. */
export async function converge(
  context: Context,
  kind: Kind,
  { identity }: Declared,
  wanted: Values,
  found: Present,
  secrets: Values,
): Promise<void> {
  refuseNotSettable(kind, identity, { ...wanted, ...secrets }, found.settable);
  const wire = { ...changesTo(kind, wanted, found.attributes), ...secrets };
  if (Object.keys(wire).length > 0) await changeExisting(context, kind, identity, wire);
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
