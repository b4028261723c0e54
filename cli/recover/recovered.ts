import { OmaError } from "../../provider/oma/index.js";
import { oncePerObject, unmatchedDecision } from "../../provider/recovery/decisions.js";
import { examine } from "../../provider/recovery/examine.js";
import type { Finding } from "../../provider/recovery/finding.js";
import type { Decision } from "../../provider/recovery/pending-case.js";
import { applySettlements } from "../../provider/recovery/state/apply-settlements.js";
import { type Export, isOurs } from "../../provider/recovery/state/deployment.js";
import { CommandError, UsageError } from "../command-error.js";
import { EngineStack, readExport } from "../pulumi/stack.js";
import { Accounts } from "./accounts.js";
import { backUp } from "./backup.js";
import type { Report } from "./report.js";

/** What the operator wants of a run. */
export interface RecoverOptions {
  readonly stack: string | undefined;
  readonly isDry: boolean;
  readonly dropsOthers: boolean;
  readonly takesBack: boolean;
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** Settles what is pending in the state of a stack, unless a person has to decide something first. */
export async function recovered(wishes: RecoverOptions): Promise<Report> {
  const stack = new EngineStack(wishes.stack);
  const text = await stack.export();
  const exported = readExport(text);
  const pending = exported.deployment.pending_operations ?? [];
  const others = pending.filter((operation) => !isOurs(operation));
  if (pending.length === others.length) return { outcome: "nothing pending", findings: [], others };

  const accounts = new Accounts(stack, exported.deployment);
  try {
    const findings = await look(accounts, exported, wishes);
    const isInDoubt = findings.some(({ settlement }) => settlement.how === "ask");
    if (isInDoubt || (others.length > 0 && !wishes.dropsOthers))
      return { outcome: "needs a decision", findings, others };
    if (wishes.isDry) return { outcome: "would settle", findings, others };

    const settled = JSON.stringify(applySettlements(exported, findings, new Date().toISOString()));
    const backup = backUp(text, new Date());
    if ((await stack.export()) !== text) {
      throw new CommandError("nothing was changed: the state changed meanwhile, so another run is at work", 1);
    }
    await stack.import(settled);
    await takeBack(findings);
    return { outcome: "settled", findings, others, backup };
  } finally {
    await accounts.close();
  }
}

async function look(
  accounts: Accounts,
  { deployment }: Export,
  { decisions, takesBack }: RecoverOptions,
): Promise<Finding[]> {
  const decisionOn = (id: string, urn: string) => decisions.get(id) ?? decisions.get(urn);
  try {
    const findings = await examine(deployment, (resource) => accounts.of(resource), { decisionOn, takesBack });
    const mistake = unmatchedDecision(findings, [...decisions.keys()]);
    if (mistake !== undefined) throw new UsageError(mistake);
    return oncePerObject(findings);
  } catch (error) {
    if (error instanceof OmaError) throw new CommandError(`nothing was changed. ${error.message}`, 1);
    throw error;
  }
}

/** After the import, which fails while another run is at work: what that has made is of use. */
async function takeBack(findings: readonly Finding[]): Promise<void> {
  for (const { settlement, kind, id } of findings) {
    if (settlement.how !== "take back") continue;
    try {
      await settlement.remove();
    } catch (error) {
      const { message } = error as Error;
      throw new CommandError(
        `the state is settled, but ${kind} ${id} is still there: ${message}\nRemove it by hand.`,
        1,
      );
    }
  }
}
