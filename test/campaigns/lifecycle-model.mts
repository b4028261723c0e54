import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { circumstances, table, writePage } from "./simulator/campaign.mts";

/**
 * Random histories of programs: `--runs 1000 --engine-runs 30 --seed 20260105 --write`. The slices in `npm test` do the work,
 * with more runs.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    "engine-runs": { type: "string", default: "30" },
    seed: { type: "string", default: "20260105" },
    write: { type: "boolean", default: false },
  },
});
const repository = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "pulumi-oma-campaign-"));

interface Figures {
  readonly sum: string;
  readonly tally: Readonly<Record<string, number>>;
}

function campaign(name: string, file: string, runs: string): Figures {
  if (Number(runs) === 0) return { sum: "not run", tally: {} };
  const started = Date.now();
  const figures = join(scratch, `${name}.json`);
  const { status } = spawnSync(process.execPath, [join(repository, "node_modules/jest/bin/jest.js"), "-i", file], {
    cwd: repository,
    env: { ...process.env, MODEL_RUNS: runs, MODEL_SEED: values.seed, MODEL_FIGURES: figures },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
  const sum = `${runs} histories, seed ${values.seed}: all came to rest (${circumstances(started)})`;
  return { sum, tally: JSON.parse(readFileSync(figures, "utf8")) };
}

const handlers = campaign("handlers", "test/provider/lifecycle/model.test.ts", values.runs);
const engine = campaign("engine", "test/e2e/model.test.ts", values["engine-runs"]);
rmSync(scratch, { recursive: true });
console.log(`handlers: ${handlers.sum}\nengine: ${engine.sum}`);

if (values.write) {
  const names = [...new Set([...Object.keys(handlers.tally), ...Object.keys(engine.tally)])].sort();
  // The engine's own sum is not per kind.
  const rows = names.map((name) => [name, handlers.tally[name] ?? "", engine.tally[name] ?? ""]);
  writePage(
    "lifecycle-model.md",
    `<!-- Written by test/campaigns/lifecycle-model.mts --write. Do not edit. -->
# The lifecycle against random histories

A history is a program of up to eight resources and a few rounds. In each round the program is edited (resources added, taken
out, renamed, moved, given another resource name; attributes set, cleared, dropped, ignored; options), the service is changed
behind its back (attributes, accounts deleted, made and renamed), faults are switched on, and the engine runs. Then the faults
end, and runs follow in which an operator does what the errors say. At rest

- the service holds what the program declares, and the state holds these objects and no others;
- a second run makes no call, a refresh reads each object once and finds nothing;
- no call ever deleted a declared object, touched one that no program declared, or wrote an attribute or a value that none had
  declared;
- no text that the provider gave away held a password.

"Handlers" are the provider's handlers behind a stand-in of the engine's step logic (test/campaigns/lifecycle/engine.ts), over
HTTP, with pauses that take no time. "Engine" is the real engine at real time, with shorter histories.

- Handlers: ${handlers.sum}
- Engine: ${engine.sum}

${table(["what came up", "handlers", "engine"], rows)}

It found four bugs, each of which is a test of its own now (test/provider/lifecycle/histories.test.ts):

- a delete that a failed run had left for later reached the mailbox that another resource had adopted meanwhile;
- letting go of forwarding as a whole was refused for ever, since an account that forwards cannot be without recipients;
- a change of an account's type lost the delivery attributes that stayed declared;
- null that was declared for the first time was never written, since the engine's comparison takes it for nothing.
`,
  );
}
