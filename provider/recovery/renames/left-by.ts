import { kindOfType } from "../../engine-wire.js";
import type { Kind } from "../../kinds/kind.js";
import { createAttemptedAt } from "../../lifecycle/state/attempt.js";
import { idOf } from "../../lifecycle/state/identity.js";
import type { Deployment, StateResource } from "../state/deployment.js";
import { stateOf } from "../state/state-of.js";
import { checkpointOf } from "../state/times.js";

/**
 * When a renamed object had left its name in state, at the latest, in UNIX seconds. What the state has under that name and was
 * written later belongs to the object that has the name now.
 */
export function leftBy(deployment: Deployment, kind: Kind, { urn, outputs }: StateResource): number {
  const name = nameIn(kind, outputs);
  const successor = (deployment.resources ?? []).find(
    (other) =>
      other.urn !== urn &&
      !other.delete &&
      kindOfType(other.type) === kind.name &&
      nameIn(kind, other.outputs) === name,
  );
  const arrived = successor && stateOf(kind, successor)?.formerly?.at(-1)?.until;
  return arrived ?? createAttemptedAt(successor?.outputs ?? {}) ?? (checkpointOf(deployment) ?? 0) + 1;
}

function nameIn(kind: Kind, outputs: StateResource["outputs"]): string | undefined {
  const state = stateOf(kind, outputs === undefined ? {} : { outputs });
  return state && idOf(kind, state.identity);
}
