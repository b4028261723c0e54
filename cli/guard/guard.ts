import { readFileSync } from "node:fs";
import { type Command, CommandError, messageOf } from "../command.js";
import { parseOptions, UsageError } from "../options.js";
import { preview, readPreview } from "../pulumi/preview.js";
import { describeLikelyRename, likelyRenames } from "./likely-rename.js";
import { breachOf, describeBreach, parseLimit } from "./limit.js";
import { previewedObjects } from "./previewed-object.js";

const standardInput = 0;

export const guard: Command = {
  name: "guard",
  summary: "Refuses a run that would delete or replace more objects than a limit allows",
  help: `Usage: oma guard [--max-deletes LIMIT]... [--max-replaces LIMIT]... [--preview FILE]

Runs pulumi preview, and refuses the run when it would delete or replace more objects than a limit allows. It names
these objects, and changes nothing. It also refuses a run that would delete an account and create another one in the
same domain with the same name, which may be meant as a rename. Exit code 0: within the limits; 1: refused, or the
preview failed.

Options:
  --max-deletes LIMIT    The most objects that the run may delete; may be given more than once
  --max-replaces LIMIT   The most objects that the run may replace, which deletes them too; may be given more than once
  --preview FILE         Reads the output of pulumi preview --json --show-sames from FILE, or from standard input
                         when FILE is -

A LIMIT is a number or a share of what exists, for all kinds or for one: 10, 5%, User=10, Domain=0`,

  async run(args) {
    const options = parseOptions(args, {
      "max-deletes": { type: "string", multiple: true },
      "max-replaces": { type: "string", multiple: true },
      preview: { type: "string" },
    });
    const limits = [
      ...(options["max-deletes"] ?? []).map((text) => parseLimit("deleted", text)),
      ...(options["max-replaces"] ?? []).map((text) => parseLimit("replaced", text)),
    ];
    if (limits.length === 0) throw new UsageError("give at least one limit: --max-deletes or --max-replaces");
    const steps = options.preview === undefined ? await preview() : readPreview(readText(options.preview));
    const objects = previewedObjects(steps);
    const breaches = limits.flatMap((limit) => breachOf(limit, objects) ?? []);
    const refusals = [...breaches.map(describeBreach), ...likelyRenames(steps).map(describeLikelyRename)];
    for (const refusal of refusals) console.error(refusal);
    if (refusals.length === 0) console.log(`Within the limits: ${objects.length} objects checked.`);
    return refusals.length === 0 ? 0 : 1;
  },
};

function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? standardInput : file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${messageOf(error)})`);
  }
}
