import { readFileSync } from "node:fs";
import { type Command, CommandError, messageOf } from "../command.js";
import { parseOptions, UsageError } from "../options.js";
import { type PreviewSettings, type PreviewStep, preview, readPreview } from "../pulumi/preview.js";
import { likelyRenames } from "./likely-rename.js";
import { parseLimit } from "./limit.js";
import { previewedObjects } from "./previewed-object.js";
import { describeVerdict, isRefused, judge, unjudgedToJson, type Verdict, verdictToJson } from "./verdict.js";

const standardInput = 0;

export const guard: Command = {
  name: "guard",
  summary: "Refuses a run that would delete or replace more objects than a limit allows",
  help: `Usage: oma guard [--max-deletes LIMIT]... [--max-replaces LIMIT]... [--stack NAME] [--cwd FOLDER] [--json]
       oma guard [--max-deletes LIMIT]... [--max-replaces LIMIT]... --preview FILE [--json]

Runs pulumi preview, and refuses the run when it would delete or replace more objects than a limit allows. It names
these objects, and changes nothing. Give at least one limit. What no limit is about may not be lost: with
--max-deletes User=5 alone, a run that deletes a domain is refused, and so is one that replaces a user.
Objects that the run lets go of (onDelete: retain, retainOnDelete, a Company) are counted apart and need no limit.
It also refuses a run that would delete an account and create another one in the same domain with the same name, which
may be meant as a rename.
Exit code 0: within the limits; 1: beyond a limit, or there is no preview that can be judged.

Options:
  --max-deletes LIMIT    The most objects that the run may delete; may be given more than once
  --max-replaces LIMIT   The most objects that the run may replace, which deletes them too; may be given more than once
  --stack NAME           Previews this stack. Default: the selected one
  --cwd FOLDER           Previews the project in this folder. Default: the current one
  --preview FILE         Runs nothing, and reads the output of
                         pulumi preview --json --show-sames --show-replacement-steps
                         from FILE, or from standard input when FILE is -
  --json                 Prints the verdict as JSON

A LIMIT is a number or a share of what exists, for all kinds or for one: 10, 5%, User=10, Domain=0`,

  async run(args) {
    const { json = false, ...options } = parseOptions(args, {
      "max-deletes": { type: "string", multiple: true },
      "max-replaces": { type: "string", multiple: true },
      stack: { type: "string" },
      cwd: { type: "string" },
      preview: { type: "string" },
      json: { type: "boolean" },
    });
    const limits = [
      ...(options["max-deletes"] ?? []).map((text) => parseLimit("deleted", text)),
      ...(options["max-replaces"] ?? []).map((text) => parseLimit("replaced", text)),
    ];
    if (limits.length === 0) throw new UsageError("give at least one limit: --max-deletes or --max-replaces");
    refuseBoth(options);
    try {
      const steps = await stepsOf(options);
      const verdict = judge(limits, previewedObjects(steps), likelyRenames(steps));
      print(verdict, json);
      return isRefused(verdict) ? 1 : 0;
    } catch (error) {
      if (json && error instanceof CommandError) console.log(unjudgedToJson(error.message));
      throw error;
    }
  },
};

interface Source extends PreviewSettings {
  readonly preview?: string | undefined;
}

function refuseBoth({ preview, stack, cwd }: Source): void {
  if (preview === undefined || (stack === undefined && cwd === undefined)) return;
  throw new UsageError("--stack and --cwd say what to preview, and --preview has a preview already");
}

async function stepsOf(source: Source): Promise<readonly PreviewStep[]> {
  return source.preview === undefined ? preview(source) : readPreview(readText(source.preview));
}

function print(verdict: Verdict, json: boolean): void {
  if (json) console.log(verdictToJson(verdict));
  else if (verdict.breaches.length === 0) console.log(describeVerdict(verdict));
  else console.error(describeVerdict(verdict));
}

function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? standardInput : file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${messageOf(error)})`);
  }
}
