import type { Kind } from "../../provider/kinds/kind.js";
import { differing } from "../../provider/lifecycle/compare.js";
import type { Present } from "../../provider/lifecycle/observe.js";
import { asHeld } from "../../provider/lifecycle/read.js";
import type { Declared } from "../../provider/lifecycle/state.js";
import { calledInProgram, toWire } from "../../provider/lifecycle/wire.js";

/** The declared attributes that an object does not hold, by their names in programs. */
export function differingFrom(kind: Kind, declared: Declared, seen: Present): string[] {
  const held = toWire(kind, asHeld(kind, { ...declared, facts: {} }, seen).attributes);
  return differing(kind, toWire(kind, declared.attributes), held).map((wire) => calledInProgram(kind, wire));
}
