import { OmaError } from "../../provider/oma/index.js";
import { CommandError, UsageError } from "../command-error.js";
import { Accounts } from "./accounts.js";
import { backUp } from "./backup.js";
import { type Export, isOurs } from "./deployment.js";
import { EngineStack, readExport } from "./engine.js";
import { examine } from "./examine.js";
import type { Finding } from "./finding.js";
import { oncePerObject } from "./once-per-object.js";
import type { Report } from "./report.js";
import type { Decision } from "./scene.js";
import { settle } from "./settle.js";

/** What the operator wants of a run. */
export interface Wishes {
  readonly stack: string | undefined;
  readonly isDry: boolean;
  readonly dropsOthers: boolean;
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** Settles what is pending in the state of a stack, unless a person has to decide something first. */
export async function recovered({ stack: name, isDry, dropsOthers, decisions }: Wishes): Promise<Report> {
  const stack = new EngineStack(name);
  const text = await stack.export();
  const exported = readExport(text);
  const pending = exported.deployment.pending_operations ?? [];
  const others = pending.filter((operation) => !isOurs(operation));
  if (pending.length === others.length) return { outcome: "nothing pending", findings: [], others };

  const findings = await look(stack, exported, decisions);
  const isInDoubt = findings.some(({ settlement }) => settlement.how === "ask");
  if (isInDoubt || (others.length > 0 && !dropsOthers)) return { outcome: "needs a decision", findings, others };
  if (isDry) return { outcome: "would settle", findings, others };

  const settled = JSON.stringify(settle(exported, findings, new Date().toISOString()));
  const backup = backUp(text, new Date());
  if ((await stack.export()) !== text) {
    throw new CommandError("nothing was changed: the state changed meanwhile, so another run is at work", 1);
  }
  await stack.import(settled);
  return { outcome: "settled", findings, others, backup };
}

async function look(stack: EngineStack, { deployment }: Export, decisions: Wishes["decisions"]): Promise<Finding[]> {
  const accounts = new Accounts(stack, deployment);
  const said = (id: string, urn: string) => decisions.get(id) ?? decisions.get(urn);
  const ours = (deployment.pending_operations ?? []).filter(isOurs);
  try {
    const findings = await Promise.all(
      ours.map((operation) => examine(operation, deployment, (resource) => accounts.of(resource), said)),
    );
    const named = new Set(findings.flatMap(({ id, operation }) => [id, operation.resource.urn]));
    const stray = [...decisions.keys()].find((id) => !named.has(id));
    if (stray !== undefined) throw new UsageError(`no operation on ${stray} is pending`);
    return oncePerObject(findings);
  } catch (error) {
    if (error instanceof OmaError) throw new CommandError(`nothing was changed. ${error.message}`, 1);
    throw error;
  } finally {
    await accounts.close();
  }
}
