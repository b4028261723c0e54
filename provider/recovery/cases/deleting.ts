import { differing } from "../../lifecycle/object/compare.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { observeManaged } from "../../lifecycle/object/observe.js";
import type { State } from "../../lifecycle/state/state.js";
import { drop, type Finding } from "../finding.js";
import { type PendingCase, unlessAlias } from "../pending-case.js";
import { stateOf } from "../state/state-of.js";
import { differingFrom } from "./differing.js";

/** What became of a delete. What it has done with leaves the state: a program that declares it again is to create it again. */
export async function examineDelete(at: PendingCase): Promise<Finding> {
  const { kind, operation, found } = at;
  const state = stateOf(kind, operation.resource);
  if (state === undefined) return found(drop, "the next run deletes it");
  const seen = await unlessAlias(observeManaged(await at.context(), kind, state));
  if (seen === "alias") return found(drop, "the name is an alias's, which the next run says too");
  if (!seen.exists) return found({ how: "remove" }, "is gone; it leaves the state");
  return isReleased(at, state, seen)
    ? found({ how: "remove" }, "is no longer managed; it leaves the state")
    : found(drop, "still exists; the next run deletes it");
}

/** Whether a delete that leaves the object there has written what it writes. */
function isReleased({ kind }: PendingCase, state: State, seen: Present): boolean {
  const { onDelete } = state.options;
  if (onDelete === "suspend") return differing(kind, kind.verbs.suspend ?? {}, seen.attributes).length === 0;
  // Taken out of the state too early, the present values would be taken for the original ones.
  return onDelete === "reset" && differingFrom(kind, state, seen).length > 0;
}
