import type { Decision } from "../../provider/recovery/pending-case.js";
import type { Command } from "../command.js";
import { parseOptions, UsageError } from "../options.js";
import { describeReport, toJson } from "./report.js";
import { settlePending } from "./settle.js";

const needsDecision = 3;

export const recover: Command = {
  name: "recover",
  summary: "Settles the state after a run that was killed",
  help: `Usage: oma recover [--stack NAME] [--dry-run] [--json] [--ours ID]... [--not-ours ID]...
                   [--take-back] [--drop-others]

Reads the operations that a killed run left pending in the state of this folder's stack, asks the service what became
of each object, and settles the state. The next pulumi up goes on from there. When nothing is pending, it asks the
service nothing. It never takes an object that is older than the interrupted attempt. When an object is in doubt, it
shows the facts and changes nothing.
Exit code 0: settled, or nothing to do; 1: failed, nothing changed; 2: wrong usage; 3: you have to decide.

Options:
  --stack NAME     The stack; the selected one when left out
  --dry-run        Shows what it would do, and changes nothing
  --json           Prints the report as JSON
  --ours ID        The interrupted run made or renamed the object with this id (or URN): the state follows
  --not-ours ID    The interrupted run did not: the object stays as it is
  --take-back      Removes the App Passwords that the interrupted run made, since nobody knows them
  --drop-others    Forgets the pending operations of other packages, once you have checked their objects`,

  async run(args) {
    const options = parseOptions(args, {
      stack: { type: "string" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
      ours: { type: "string", multiple: true },
      "not-ours": { type: "string", multiple: true },
      "take-back": { type: "boolean" },
      "drop-others": { type: "boolean" },
    });
    const report = await settlePending({
      stack: options.stack,
      isDry: options["dry-run"] ?? false,
      dropsOthers: options["drop-others"] ?? false,
      takesBack: options["take-back"] ?? false,
      decisions: decisionsOf(options.ours ?? [], options["not-ours"] ?? []),
    });
    console.log(options.json ? toJson(report) : describeReport(report));
    return report.outcome === "needs a decision" ? needsDecision : 0;
  },
};

function decisionsOf(ours: readonly string[], others: readonly string[]): Map<string, Decision> {
  const both = ours.find((id) => others.includes(id));
  if (both !== undefined) throw new UsageError(`--ours and --not-ours both name ${both}`);
  return new Map([
    ...ours.map((id): [string, Decision] => [id, "ours"]),
    ...others.map((id): [string, Decision] => [id, "not-ours"]),
  ]);
}
