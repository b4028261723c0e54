import { readFileSync } from "node:fs";
import type { Command } from "../command.js";
import { CommandError, UsageError } from "../command-error.js";
import { parseOptions } from "../options.js";
import { pulumi } from "../pulumi/run.js";
import { type Breach, breachOf, parseLimit } from "./limit.js";
import { readPreview } from "./preview.js";

const namedObjects = 20;
const standardInput = 0;

export const guard: Command = {
  name: "guard",
  summary: "Refuses a run that would delete or replace more than it may",
  help: `Usage: oma guard [--max-deletes LIMIT]... [--max-replaces LIMIT]... [--preview FILE]

Looks at what pulumi preview says and refuses, before anything happens, when more objects
would go than a limit allows, naming them. Exit code 0: within the limits; 1: beyond, or no preview.

Options:
  --max-deletes LIMIT    Most objects that may be deleted; may be given more than once
  --max-replaces LIMIT   Most objects that may be replaced, which deletes them too
  --preview FILE         Output of pulumi preview --json --show-sames, - for standard input; runs it when left out

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
    const objects = readPreview(options.preview === undefined ? await preview() : read(options.preview));
    const breaches = limits.flatMap((limit) => breachOf(limit, objects) ?? []);
    for (const breach of breaches) console.error(describe(breach));
    if (breaches.length === 0) console.log(`Within the limits: ${objects.length} objects looked at.`);
    return breaches.length === 0 ? 0 : 1;
  },
};

function preview(): Promise<string> {
  return pulumi(["preview"], ["--json", "--show-sames"]);
}

function read(file: string): string {
  try {
    return readFileSync(file === "-" ? standardInput : file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as Error).message})`, 1);
  }
}

function describe({ limit, objects, existing }: Breach): string {
  const named = objects.slice(0, namedObjects).map(({ kind, id }) => `  ${kind} ${id}`);
  const more = objects.length > named.length ? [`  and ${objects.length - named.length} more`] : [];
  const head = `Refused: ${objects.length} of ${existing} objects would be ${limit.fate}, at most ${limit.text} may:`;
  return [head, ...named, ...more].join("\n");
}
