import { deleteOnce } from "../lifecycle/delete.js";
import { observe, type Present } from "../lifecycle/object/observe.js";
import { createdAt } from "../lifecycle/ownership/evidence.js";
import type { Facts, Finding, Settlement } from "./finding.js";
import { drop, type PendingCase } from "./pending-case.js";
import type { Verdict } from "./verdict.js";

/**
 * What is to become of an object that exists and of which only what its create told is of use: nobody has heard that, so it can
 * only go, or stay for somebody else.
 */
export function examineLostSecret(at: PendingCase, seen: Present, verdict: Verdict, facts: Partial<Facts>): Finding {
  const { id, decision, takesBack } = at;
  const found = (settlement: Settlement, says: string) => at.found(settlement, says, facts);
  const whose = { ours: "ours", "not-ours": "theirs" }[String(decision)] ?? verdict.whose;
  const because = decision === undefined ? verdict.because : `${decision === "ours" ? "" : "not "}ours, as you say`;
  if (whose === "theirs") return found(drop, `${because}; it is left alone, and the next up says that it exists`);
  const lost = `${because}; what only its create told is lost with that run, so it is of no use`;
  if (whose === "ours" && takesBack) {
    return found(
      { how: "take back", remove: () => remove(at, seen) },
      `${lost} and is removed; the next up makes another`,
    );
  }
  const ours = whose === "ours" ? "--take-back" : `--ours "${id}" --take-back`;
  const answers = `${ours} (removes it, and the next up makes another) or --not-ours "${id}"`;
  return found({ how: "ask", answers }, whose === "ours" ? lost : because);
}

/** Removes what was seen, unless another one has its name by now. */
async function remove({ kind, desired, context }: PendingCase, seen: Present): Promise<void> {
  const account = await context();
  const now = await observe(account, kind, desired.identity);
  if (!now.exists || createdAt(now) !== createdAt(seen)) return;
  const refusal = await deleteOnce(account, kind, { ...desired, computed: {} }, kind.verbs.delete as string);
  if (refusal !== "deleted") throw refusal.error;
}
