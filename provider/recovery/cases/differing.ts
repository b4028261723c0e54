import type { Kind } from "../../kinds/kind.js";
import { differing } from "../../lifecycle/object/compare.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { asHeld } from "../../lifecycle/read.js";
import { programNameOf } from "../../lifecycle/state/codec.js";
import type { Desired } from "../../lifecycle/state/state.js";

/** The wire names of the declared attributes for which an object holds another value. */
export function differingFrom(kind: Kind, desired: Desired, found: Present): string[] {
  const held = asHeld(kind, { ...desired, computed: {} }, found);
  return differing(kind, desired.attributes, held.attributes);
}

/** The program names of attributes. */
export function programNames(kind: Kind, wire: readonly string[]): string[] {
  return wire.map((name) => programNameOf(kind, name));
}
