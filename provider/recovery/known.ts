import type { Kind } from "../kinds/kind.js";
import { type Known, knownFrom } from "../lifecycle/state/state.js";
import { readable, type StateResource } from "./deployment.js";

/**
 * What the state knows of a resource's object, but for encrypted attributes. Its name is the one that counts: the engine keeps the
 * id of the creation until a refresh.
 *
 * @returns undefined for a resource whose outputs this provider did not write.
 */
export function knownOf(kind: Kind, { outputs }: Pick<StateResource, "outputs">): Known | undefined {
  const { __oma, ...others } = outputs ?? {};
  return knownFrom(kind, { ...readable(others), __oma });
}
