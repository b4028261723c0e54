import type { Kind } from "../kinds/kind.js";
import { type State, stateFrom } from "../lifecycle/state/state.js";
import { readable, type StateResource } from "./deployment.js";

/**
 * What the state knows of a resource's object, but for encrypted attributes. Its name is the one that counts: the engine keeps the
 * id of the creation until a refresh.
 *
 * @returns undefined for a resource whose outputs this provider did not write.
 */
export function stateOf(kind: Kind, { outputs }: Pick<StateResource, "outputs">): State | undefined {
  const { __oma, ...others } = outputs ?? {};
  return stateFrom(kind, { ...readable(others), __oma });
}
