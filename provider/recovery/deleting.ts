import { differing } from "../lifecycle/object/compare.js";
import { observeKnown, type Present } from "../lifecycle/object/observe.js";
import type { Known } from "../lifecycle/state/state.js";
import { differingFrom } from "./differing.js";
import type { Finding } from "./finding.js";
import { knownOf } from "./known.js";
import { drop, type Scene, unlessAlias } from "./pending-case.js";

/** What became of a delete. What it has done with leaves the state: a program that declares it again is to make it again. */
export async function examineDelete(at: Scene): Promise<Finding> {
  const { kind, operation, found } = at;
  const known = knownOf(kind, operation.resource);
  if (known === undefined) return found(drop, "the next run deletes it");
  const seen = await unlessAlias(observeKnown(await at.context(), kind, known));
  if (seen === "alias") return found(drop, "the name is an alias's, which the next run says too");
  if (!seen.exists) return found({ how: "remove" }, "is gone; it leaves the state");
  return wasLetGo(at, known, seen)
    ? found({ how: "remove" }, "was let go of; it leaves the state")
    : found(drop, "still exists; the next run deletes it");
}

/** Whether a delete that leaves the object there has written what it writes. */
function wasLetGo({ kind }: Scene, known: Known, seen: Present): boolean {
  const { onDelete } = known.options;
  if (onDelete === "suspend") return differing(kind, kind.verbs.suspend ?? {}, seen.attributes).length === 0;
  // Taken out of the state too early, the present values would be taken for those from before.
  return onDelete === "reset" && differingFrom(kind, known, seen).length > 0;
}
