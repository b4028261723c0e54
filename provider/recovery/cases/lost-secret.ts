import type { Present } from "../../lifecycle/object/observation.js";
import { observe } from "../../lifecycle/object/observe.js";
import type { Verdict } from "../../lifecycle/ownership/evidence.js";
import { deleteOnce } from "../../lifecycle/writes/delete-once.js";
import { drop, type Facts, type Finding, type Settlement } from "../finding.js";
import type { PendingCase } from "../pending-case.js";

/**
 * Judges an object that is useless without its generated secret. Nobody received the secret, so the object is removed or, when
 * it is somebody else's, left alone.
 */
export function examineLostSecret(at: PendingCase, seen: Present, verdict: Verdict, facts: Partial<Facts>): Finding {
  const { id, takesBack } = at;
  const found = (settlement: Settlement, message: string) => at.found(settlement, message, facts);
  const { whose, because } = decided(at, verdict);
  if (whose === "theirs") return found(drop, `${because}; it is left alone, and the next up reports that it exists`);
  const lost = `${because}; its secret was lost with that run, so it is of no use`;
  if (whose === "ours" && takesBack) {
    return found(
      { how: "take back", remove: () => remove(at, seen) },
      `${lost} and is removed; the next up creates another one`,
    );
  }
  const ours = whose === "ours" ? "--take-back" : `--ours "${id}" --take-back`;
  const answers = `${ours} (removes it, and the next up creates another one) or --not-ours "${id}"`;
  return found({ how: "ask", answers }, whose === "ours" ? lost : because);
}

/** The operator's decision overrides the evidence. */
function decided({ decision }: PendingCase, verdict: Verdict): Verdict {
  if (decision === "ours") return { whose: "ours", because: "ours, as you said" };
  if (decision === "not-ours") return { whose: "theirs", because: "not ours, as you said" };
  return verdict;
}

/** Removes the object that was seen, unless another one has its name now. */
async function remove({ kind, desired, context }: PendingCase, seen: Present): Promise<void> {
  const account = await context();
  const now = await observe(account, kind, desired.identity);
  if (!now.exists || now.createdAt !== seen.createdAt) return;
  const blocked = await deleteOnce(account, kind, { ...desired, computed: {} });
  if (blocked !== undefined) throw blocked.error;
}
