import type { Kind } from "../kinds/kind.js";
import { differing } from "../lifecycle/object/compare.js";
import type { Present } from "../lifecycle/object/observe.js";
import { asHeld } from "../lifecycle/read.js";
import { calledInProgram, toWire } from "../lifecycle/state/codec.js";
import type { Declared } from "../lifecycle/state/state.js";

/** The declared attributes that an object does not hold, by their names in programs. */
export function differingFrom(kind: Kind, declared: Declared, seen: Present): string[] {
  const held = toWire(kind, asHeld(kind, { ...declared, facts: {} }, seen).attributes);
  return differing(kind, toWire(kind, declared.attributes), held).map((wire) => calledInProgram(kind, wire));
}
