import { diff as deepDiff } from "deep-diff";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { attributeOnWire } from "../state/codec.js";
import { normalise } from "./normalise.js";
import type { Present } from "./observation.js";

/** The names among `wanted` whose value differs from the one in `held`. All names are wire names. */
export function differing(kind: Kind, wanted: Values, held: Values): string[] {
  const view = (values: Values) =>
    Object.fromEntries(Object.keys(wanted).map((name) => [name, normalise(attributeOnWire(kind, name), values[name])]));
  const changes = deepDiff(view(held), view(wanted)) ?? [];
  return [...new Set(changes.map((change) => String(change.path?.[0])))];
}

/** What to write so that an object that holds `held` holds `wanted`. */
export function changesTo(kind: Kind, wanted: Values, held: Values): Record<string, unknown> {
  return toWrite(kind, wanted, differing(kind, wanted, held));
}

/**
 * The wanted values to write when these names differ. These are all of them when one of the names resets others, or when each
 * change of the kind replaces the whole object.
 */
export function toWrite(kind: Kind, wanted: Values, names: readonly string[]): Record<string, unknown> {
  const resets = (name: string) =>
    kind.verbs.subresource !== undefined || attributeOnWire(kind, name)?.resetsOthers === true;
  const written = names.some(resets) ? Object.keys(wanted) : names;
  return Object.fromEntries(written.map((name) => [name, wanted[name]]));
}

/** Whether two values of an attribute mean the same. */
export function isSame(kind: Kind, wire: string, a: unknown, b: unknown): boolean {
  return differing(kind, { [wire]: a }, { [wire]: b }).length === 0;
}

/** Whether a read agrees with a value. A read that does not return the attribute cannot disagree. */
export function matchesRead(kind: Kind, wire: string, value: unknown, found: Present): boolean {
  if (!(wire in found.attributes) && attributeOnWire(kind, wire)?.mayBeAbsent) return true;
  return isSame(kind, wire, value, found.attributes[wire]) || isInherited(kind, wire, value, found);
}

/** Whether an unset attribute is shown with its inherited value. Whether reads do that is open question 11. */
function isInherited(kind: Kind, wire: string, value: unknown, { attributes, inherited }: Present): boolean {
  return isSame(kind, wire, value, null) && wire in inherited && isSame(kind, wire, attributes[wire], inherited[wire]);
}
