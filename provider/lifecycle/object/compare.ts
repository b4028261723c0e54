import { diff as deepDiff } from "deep-diff";
import type { Kind } from "../../kinds/kind.js";
import { attributeOnWire } from "../state/codec.js";
import type { Values } from "../state/state.js";
import { normalise } from "./normalise.js";

/** The wire names among `declared` whose value differs from the one in `present`. */
export function differing(kind: Kind, declared: Values, present: Values): string[] {
  const view = (values: Values) =>
    Object.fromEntries(
      Object.keys(declared).map((name) => [name, normalise(attributeOnWire(kind, name), values[name])]),
    );
  const changes = deepDiff(view(present), view(declared)) ?? [];
  return [...new Set(changes.map((change) => String(change.path?.[0])))];
}

/** What has to be written, under the wire's names, for an object that holds `present` to hold `declared`. */
export function changesTo(kind: Kind, declared: Values, present: Values): Record<string, unknown> {
  return toWrite(kind, declared, differing(kind, declared, present));
}

/**
 * The declared values to write when those of these names differ: all of them when one that resets others is among these, or
 * when every change of the kind replaces all that the object holds.
 */
export function toWrite(kind: Kind, declared: Values, names: readonly string[]): Record<string, unknown> {
  const resets = (name: string) =>
    kind.verbs.subresource !== undefined || attributeOnWire(kind, name)?.resetsOthers === true;
  const written = names.some(resets) ? Object.keys(declared) : names;
  return Object.fromEntries(written.map((name) => [name, declared[name]]));
}

/** Whether two values of an attribute mean the same. */
export function isSame(kind: Kind, wire: string, a: unknown, b: unknown): boolean {
  return differing(kind, { [wire]: a }, { [wire]: b }).length === 0;
}
