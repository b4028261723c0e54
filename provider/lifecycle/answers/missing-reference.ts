import { kinds } from "../../kinds/index.js";
import type { Identity, Kind, Reference } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { MissingReferenceError } from "../errors/index.js";
import { isParentMissing, observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import { programNameOf } from "../state/codec.js";

/**
 * Finds out, after 2 ("does not exist") for an object that is there, which object that a value names is missing (open question 44).
 *
 * @param wire the attributes of the object.
 * @returns undefined when all are there, or when that is not certain.
 */
export async function missingReference(
  context: Context,
  kind: Kind,
  identity: Identity,
  wire: Values,
): Promise<MissingReferenceError | undefined> {
  for (const { name, reference } of referencesIn(kind, identity, wire)) {
    const missing = await missingIn(context, reference);
    if (missing === undefined) continue;
    const of = kinds[missing.kind];
    return new MissingReferenceError(kind.displayName(identity), name, of.name, of.displayName(missing.identity));
  }
  return undefined;
}

function referencesIn(kind: Kind, identity: Identity, wire: Values): { name: string; reference: Reference }[] {
  return Object.entries(wire).flatMap(([each, value]) => {
    const name = programNameOf(kind, each);
    const entries = [value].flat().filter((entry) => typeof entry === "string");
    return entries.flatMap((entry) => {
      const reference = kind.references?.[name]?.(entry, identity, wire);
      return reference === undefined ? [] : [{ name, reference }];
    });
  });
}

/** The object itself, or the one that it belongs to; undefined when it exists, or when that is not certain. */
async function missingIn(context: Context, { kind, identity }: Reference): Promise<Reference | undefined> {
  const table = kinds[kind];
  const found = await observe(context, table, identity).catch(() => undefined);
  if (found?.exists !== false) return undefined;
  const isWithParent = found.withParent || (await isParentMissing(context, table, identity));
  return isWithParent && table.parent
    ? { kind: table.parent.kind, identity: table.parent.of(identity) }
    : { kind, identity };
}
