import type { Kind } from "../../kinds/kind.js";
import { attributeOnWire } from "../state/codec.js";
import type { Values } from "../state/state.js";
import { isSame } from "./compare.js";
import type { Present } from "./observe.js";

/** Whether a read agrees with a value of an attribute, by its wire name, as far as it can. */
export function matchesRead(kind: Kind, name: string, value: unknown, found: Present): boolean {
  if (!(name in found.attributes) && attributeOnWire(kind, name)?.mayBeAbsent) return true;
  return isSame(kind, name, value, found.attributes[name]) || isInherited(kind, name, value, found);
}

/** Declared as unset, and shown with the value that it inherits: whether reads do that is not settled (open question 11). */
function isInherited(kind: Kind, name: string, value: unknown, found: Present): boolean {
  const inherited = (found.metadata.inherit ?? {}) as Values;
  return (
    isSame(kind, name, value, null) && name in inherited && isSame(kind, name, found.attributes[name], inherited[name])
  );
}
