import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { circumstances, table, writePage } from "./simulator/campaign.mts";

/**
 * Random histories of programs: `--runs 1000 --engine-runs 30 --seed 20260105 --write`. The slices in `npm test` do the work,
 * with more runs: those of the handlers and of the engine side by side, and each in as many processes as `--abreast` says, each
 * of which has a seed of its own and its share of the runs.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    "engine-runs": { type: "string", default: "30" },
    seed: { type: "string", default: "20260105" },
    abreast: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const repository = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "pulumi-oma-campaign-"));

interface Figures {
  readonly sum: string;
  readonly tally: Tally;
}

async function campaign(name: string, file: string, wanted: string): Promise<Figures> {
  const abreast = Number(values.abreast);
  const share = Math.ceil(Number(wanted) / abreast);
  if (share === 0) return { sum: "not run", tally: {} };
  const started = Date.now();
  const seeds = Array.from({ length: abreast }, (_, nth) => Number(values.seed) + nth);
  const tallies = await Promise.all(seeds.map((seed) => part(name, file, share, seed)));
  const each = abreast === 1 ? `seed ${values.seed}` : `${share} of each of the seeds ${seeds.join(", ")}`;
  const sum = `${share * abreast} histories, ${each}: all came to rest (${circumstances(started)})`;
  return { sum, tally: added(tallies) };
}

type Tally = Readonly<Record<string, number>>;

async function part(name: string, file: string, runs: number, seed: number): Promise<Tally> {
  const figures = join(scratch, `${name}-${seed}.json`);
  const jest = spawn(process.execPath, [join(repository, "node_modules/jest/bin/jest.js"), "-i", file], {
    cwd: repository,
    env: { ...process.env, MODEL_RUNS: String(runs), MODEL_SEED: String(seed), MODEL_FIGURES: figures },
    stdio: "inherit",
  });
  const [status] = await once(jest, "exit");
  if (status !== 0) throw new Error(`${name}, seed ${seed}: a history did not come to rest`);
  return JSON.parse(readFileSync(figures, "utf8"));
}

/** Counts are added up; the most of something stays the most. */
function added(tallies: readonly Tally[]): Tally {
  const names = new Set(tallies.flatMap(Object.keys));
  return Object.fromEntries(
    [...names].map((name) => {
      const counts = tallies.map((tally) => tally[name] ?? 0);
      return [name, name.startsWith("most ") ? Math.max(...counts) : counts.reduce((sum, one) => sum + one)];
    }),
  );
}

const [handlers, engine] = await Promise.all([
  campaign("handlers", "test/provider/lifecycle/model.test.ts", values.runs),
  campaign("engine", "test/e2e/model.test.ts", values["engine-runs"]),
]);
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

A history is a program of up to fourteen resources of all kinds and a few rounds. In each round the program is edited (resources
added, taken out, renamed, moved, given another resource name; names of parts in capitals; users who take over one another's names; attributes set, cleared,
dropped, ignored; options; passwords given as they are, from the environment, and with a version), the service is changed behind
its back (attributes, objects deleted, made and renamed), faults are switched on, and the engine runs, one step at a time or
eight. Then the faults end, and runs follow in which an operator does what the errors say. At rest

- the service holds what the program declares, and the state holds these objects and no others;
- each mailbox has its own mail: the account of a resource stays the same through every change of its local part (told by a mark
  that no program writes), and declared passwords and the told ones of App Passwords open their accounts;
- a second run makes no call, a refresh reads each object once and finds nothing;
- no call ever deleted a declared object, touched one that no program declared, or wrote an attribute or a value that none had
  declared;
- a rename that was refused had written nothing, and with one step at a time nobody stepped aside;
- no text that the provider gave away held a password, nor an App Password other than marked as a secret.

"Handlers" are the provider's handlers behind a stand-in of the engine's step logic (test/campaigns/lifecycle/engine.ts), over
HTTP, with pauses that take no time. "Engine" is the real engine at real time, with shorter histories.

- Handlers: ${handlers.sum}
- Engine: ${engine.sum}

${table(["what came up", "handlers", "engine"], rows)}

"Made and lost sight of" are objects whose create, and every look after it, lost the answer: the next run says that they exist, and
the operator adopts them, or removes an App Password.

It found twelve bugs, each of which is a test of its own now (test/provider/lifecycle/histories.test.ts, and app-password.test.ts):

- a delete that a failed run had left for later reached the mailbox that another resource had adopted meanwhile;
- it reached an object, too, that had been made anew in the same run;
- letting go of forwarding as a whole was refused for ever, since an account that forwards cannot be without recipients;
- a change of an account's type lost the delivery attributes that stayed declared;
- null that was declared for the first time was never written, since the engine's comparison takes it for nothing;
- a role that was given, and that no look had shown afterwards, could not be taken away again: the call names what it is over;
- nor was such a role known after a refresh: a program that ignores changes of it was refused for ever;
- an account that was deleted behind the program's back was taken for the one that came to its name by an exchange;
- and for one that was made at its name in the same run, or in an earlier one that had failed;
- a refresh told of the rename that the last program wanted, and the account got that name;
- a resource adopted an account that another one of the program kept;
- the App Password of another account, which had come to the name by a rename, was taken for the one that state knows.

It found a limit too, which the operator of these histories avoids: a new resource with \`adopt: true\` takes over an account that
another resource of the program has and is to rename in the same run, when the engine asks for the create before it asks for
anything of the other one. The rename is refused then, and says so. Do not set \`adopt\` on a user whose address another
resource of the program is about to leave.
`,
  );
}
