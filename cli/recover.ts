import { OmaError } from "../provider/oma/index.js";
import type { Command } from "./command.js";
import { CommandError, UsageError } from "./command-error.js";
import { parseOptions } from "./options.js";
import { Accounts } from "./recover/accounts.js";
import { backUp } from "./recover/backup.js";
import { isOurs } from "./recover/deployment.js";
import { EngineStack, readExport } from "./recover/engine.js";
import { examine } from "./recover/examine.js";
import type { Finding } from "./recover/finding.js";
import { describe, type Report, toJson } from "./recover/report.js";
import type { Decision } from "./recover/scene.js";
import { settle } from "./recover/settle.js";

const needsDecision = 3;

interface Wishes {
  readonly stack: string | undefined;
  readonly isDry: boolean;
  readonly dropsOthers: boolean;
  readonly decisions: ReadonlyMap<string, Decision>;
}

export const recover: Command = {
  name: "recover",
  summary: "Settles the state after a run that was killed",
  help: `Usage: oma recover [--stack NAME] [--dry-run] [--json] [--ours ID]... [--not-ours ID]... [--drop-others]

Looks at what a killed run left pending in the state of this folder's stack, asks the service what became of each
object, and settles the state, so that the next pulumi up goes on from there. With nothing pending it asks nothing.
It never takes an object that is older than the interrupted attempt; what is in doubt is shown, and then nothing is
changed. Exit code 0: settled, or nothing to do; 1: failed, nothing changed; 2: typed wrongly; 3: needs a decision.

Options:
  --stack NAME     The stack; the selected one when left out
  --dry-run        Shows what it would do
  --json           Prints the report as JSON
  --ours ID        The object of this id (or URN) was made by the interrupted run: put it into the state
  --not-ours ID    It was not: leave it alone
  --drop-others    Forgets the pending operations of other packages, once you have looked after them`,

  async run(args) {
    const options = parseOptions(args, {
      stack: { type: "string" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
      ours: { type: "string", multiple: true },
      "not-ours": { type: "string", multiple: true },
      "drop-others": { type: "boolean" },
    });
    const report = await run({
      stack: options.stack,
      isDry: options["dry-run"] ?? false,
      dropsOthers: options["drop-others"] ?? false,
      decisions: decided(options.ours ?? [], options["not-ours"] ?? []),
    });
    console.log(options.json ? toJson(report) : describe(report));
    return report.outcome === "needs a decision" ? needsDecision : 0;
  },
};

function decided(ours: readonly string[], others: readonly string[]): Map<string, Decision> {
  const both = ours.find((id) => others.includes(id));
  if (both !== undefined) throw new UsageError(`${both} cannot be ours and not ours`);
  return new Map([
    ...ours.map((id): [string, Decision] => [id, "ours"]),
    ...others.map((id): [string, Decision] => [id, "not-ours"]),
  ]);
}

async function run({ stack: name, isDry, dropsOthers, decisions }: Wishes): Promise<Report> {
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

async function look(
  stack: EngineStack,
  { deployment }: ReturnType<typeof readExport>,
  decisions: Wishes["decisions"],
): Promise<Finding[]> {
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

/** Runs that were killed one after the other may each have left a create of the same object: it is taken once. */
function oncePerObject(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ id, operation }: Finding) => `${operation.resource.urn} ${id}`;
  const taking = new Map(findings.filter(({ settlement }) => settlement.how === "take").map((it) => [keyOf(it), it]));
  return findings.filter((it) => it.operation.type !== "creating" || (taking.get(keyOf(it)) ?? it) === it);
}
