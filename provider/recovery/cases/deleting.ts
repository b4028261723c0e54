import { differing } from "../../lifecycle/object/compare.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { observeManaged } from "../../lifecycle/object/observe.js";
import type { State } from "../../lifecycle/state/state.js";
import { drop, type Finding } from "../finding.js";
import { type PendingCase, unlessAlias } from "../pending-case.js";
import { stateOf } from "../state/state-of.js";
import { differingFrom } from "./differing.js";

/** Finds what a delete did. A resource whose delete is done leaves the state, so a program that declares it creates it again. */
export async function examineDelete(at: PendingCase): Promise<Finding> {
  const { kind, operation, found } = at;
  const state = stateOf(kind, operation.resource);
  if (state === undefined) return found(drop, "the next run deletes it");
  const seen = await unlessAlias(observeManaged(await at.context(), kind, state));
  if (seen === "alias") return found(drop, "the name belongs to an alias; the next run reports that");
  if (!seen.exists) return found({ how: "remove" }, "is gone; it leaves the state");
  return isReleased(at, state, seen)
    ? found({ how: "remove" }, "is no longer managed; it leaves the state")
    : found(drop, "still exists; the next run deletes it");
}

/** Whether a delete that keeps the object has written what it writes. */
function isReleased({ kind }: PendingCase, state: State, seen: Present): boolean {
  const { onDelete } = state.options;
  if (onDelete === "suspend") return differing(kind, kind.verbs.suspend ?? {}, seen.attributes).length === 0;
  // If the resource left the state too early, a later create would record the present values as the original ones.
  return onDelete === "reset" && differingFrom(kind, state, seen).length > 0;
}
