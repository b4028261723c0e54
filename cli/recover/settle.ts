import { writeFileSync } from "node:fs";
import { OmaError } from "../../provider/oma/index.js";
import { oncePerObject, unmatchedDecision } from "../../provider/recovery/decisions.js";
import { examine } from "../../provider/recovery/examine.js";
import type { Finding } from "../../provider/recovery/finding.js";
import type { Decision } from "../../provider/recovery/pending-case.js";
import { applySettlements } from "../../provider/recovery/state/apply-settlements.js";
import { type Export, isOurs } from "../../provider/recovery/state/deployment.js";
import { CommandError, messageOf } from "../command.js";
import { UsageError } from "../options.js";
import { readExport } from "../pulumi/export.js";
import { Stack } from "../pulumi/stack.js";
import { Accounts } from "./accounts.js";
import type { Report } from "./report.js";

/** What the operator wants of a run. */
export interface RecoverOptions {
  /** The selected stack when undefined. */
  readonly stack: string | undefined;
  readonly isDry: boolean;
  readonly dropsOthers: boolean;
  readonly takesBack: boolean;
  /** By the id of an object or its URN. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

/**
 * Settles what is pending in the state of a stack, unless a person has to decide something first.
 *
 * @throws CommandError when it cannot. Nothing was changed then, unless the message says that the state is settled.
 */
export async function settlePending(options: RecoverOptions): Promise<Report> {
  const stack = new Stack(options.stack);
  const text = await stack.export();
  const exported = readExport(text);
  const pending = exported.deployment.pending_operations ?? [];
  const others = pending.filter((operation) => !isOurs(operation));
  if (pending.length === others.length) return { outcome: "nothing pending", findings: [], others };

  const accounts = new Accounts(stack, exported.deployment);
  try {
    const findings = await examinePending(accounts, exported, options);
    const isInDoubt = findings.some(({ settlement }) => settlement.how === "ask");
    if (isInDoubt || (others.length > 0 && !options.dropsOthers)) {
      return { outcome: "needs a decision", findings, others };
    }
    if (options.isDry) return { outcome: "would settle", findings, others };

    const settled = JSON.stringify(applySettlements(exported, findings, new Date().toISOString()));
    const backup = backUp(text, new Date());
    if ((await stack.export()) !== text) {
      throw new CommandError(
        "nothing was changed: the state changed meanwhile\nRun this again when no other run is at work.",
      );
    }
    await stack.import(settled);
    await takeBack(findings);
    return { outcome: "settled", findings, others, backup };
  } finally {
    await accounts.close();
  }
}

async function examinePending(
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
    if (error instanceof OmaError) throw new CommandError(`nothing was changed. ${error.message}`);
    throw error;
  }
}

/**
 * Writes the state as it was into a file of its own in this folder, for its owner alone. Secrets in it are encrypted.
 *
 * @returns the name of the file.
 */
function backUp(state: string, time: Date): string {
  const file = `oma-recover-${time.toISOString().replaceAll(/[:.]/g, "-")}.json`;
  try {
    writeFileSync(file, state, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new CommandError(`nothing was changed: ${file} cannot be written (${messageOf(error)})`);
  }
  return file;
}

/** After the import, which fails while another run is at work: what that run has made is of use. */
async function takeBack(findings: readonly Finding[]): Promise<void> {
  for (const { settlement, kind, id } of findings) {
    if (settlement.how !== "take back") continue;
    try {
      await settlement.remove();
    } catch (error) {
      throw new CommandError(
        `the state is settled, but ${kind} ${id} could not be removed: ${messageOf(error)}\nRemove it by hand.`,
      );
    }
  }
}
