import type { Decision } from "../../provider/recovery/pending-case.js";
import type { Command } from "../command.js";
import { UsageError } from "../command-error.js";
import { parseOptions } from "../options.js";
import { recovered } from "./recovered.js";
import { describe, toJson } from "./report.js";

const needsDecision = 3;

export const recover: Command = {
  name: "recover",
  summary: "Settles the state after a run that was killed",
  help: `Usage: oma recover [--stack NAME] [--dry-run] [--json] [--ours ID]... [--not-ours ID]...
                   [--take-back] [--drop-others]

Looks at what a killed run left pending in the state of this folder's stack, asks the service what became of each
object, and settles the state, so that the next pulumi up goes on from there. With nothing pending it asks nothing.
It never takes an object that is older than the interrupted attempt; what is in doubt is shown, and then nothing is
changed. Exit code 0: settled, or nothing to do; 1: failed, nothing changed; 2: typed wrongly; 3: needs a decision.

Options:
  --stack NAME     The stack; the selected one when left out
  --dry-run        Shows what it would do
  --json           Prints the report as JSON
  --ours ID        The object of this id (or URN) was made, or renamed, by the interrupted run: the state follows
  --not-ours ID    It was not: leave it alone
  --take-back      Removes the App Passwords that the interrupted run has made: nobody heard what they are
  --drop-others    Forgets the pending operations of other packages, once you have looked after them`,

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
    const report = await recovered({
      stack: options.stack,
      isDry: options["dry-run"] ?? false,
      dropsOthers: options["drop-others"] ?? false,
      takesBack: options["take-back"] ?? false,
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
