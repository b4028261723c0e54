import type { Kind } from "../kinds/kind.js";
import { differing } from "../lifecycle/object/compare.js";
import type { Present } from "../lifecycle/object/observe.js";
import { asHeld } from "../lifecycle/read.js";
import { programNameOf, toWire } from "../lifecycle/state/codec.js";
import type { Desired } from "../lifecycle/state/state.js";

/** The declared attributes that an object does not hold, by their names in programs. */
export function differingFrom(kind: Kind, desired: Desired, seen: Present): string[] {
  const held = toWire(kind, asHeld(kind, { ...desired, computed: {} }, seen).attributes);
  return differing(kind, toWire(kind, desired.attributes), held).map((wire) => programNameOf(kind, wire));
}
