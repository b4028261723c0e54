import type { Identity } from "../../kinds/kind.js";
import type { Present } from "../../lifecycle/object/observation.js";
import type { Facts } from "../finding.js";

/** Where an interrupted rename left its object. */
export type Location =
  | { readonly how: "at"; readonly identity: Identity; readonly found: Present }
  | { readonly how: "gone" }
  | { readonly how: "in doubt"; readonly because: string; readonly facts: Partial<Facts> };

/** By the URN of the resource. */
export type Locations = ReadonlyMap<string, Location>;
