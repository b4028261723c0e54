import { differing } from "../lifecycle/object/compare.js";
import { observeManaged, type Present } from "../lifecycle/object/observe.js";
import type { State } from "../lifecycle/state/state.js";
import { differingFrom } from "./differing.js";
import type { Finding } from "./finding.js";
import { stateOf } from "./known.js";
import { drop, type PendingCase, unlessAlias } from "./pending-case.js";

/** What became of a delete. What it has done with leaves the state: a program that declares it again is to make it again. */
export async function examineDelete(at: PendingCase): Promise<Finding> {
  const { kind, operation, found } = at;
  const state = stateOf(kind, operation.resource);
  if (state === undefined) return found(drop, "the next run deletes it");
  const seen = await unlessAlias(observeManaged(await at.context(), kind, state));
  if (seen === "alias") return found(drop, "the name is an alias's, which the next run says too");
  if (!seen.exists) return found({ how: "remove" }, "is gone; it leaves the state");
  return wasLetGo(at, state, seen)
    ? found({ how: "remove" }, "was let go of; it leaves the state")
    : found(drop, "still exists; the next run deletes it");
}

/** Whether a delete that leaves the object there has written what it writes. */
function wasLetGo({ kind }: PendingCase, state: State, seen: Present): boolean {
  const { onDelete } = state.options;
  if (onDelete === "suspend") return differing(kind, kind.verbs.suspend ?? {}, seen.attributes).length === 0;
  // Taken out of the state too early, the present values would be taken for those from before.
  return onDelete === "reset" && differingFrom(kind, state, seen).length > 0;
}
