import { startSimulator } from "oma-simulator";
import { campaignOptions, circumstances, table, writePage } from "./simulator/campaign.mts";
import { runModel, type Tally } from "./simulator/model.mts";
import { checkSequences } from "./simulator/model-actions.mts";

/** Random sequences of calls against the built simulator and a model of it: `--runs 1000 --seed 20260105 --write`. */
const { runs, seed, write } = campaignOptions(1000);
const started = Date.now();
const tally: Tally = new Map();
let steps = 0;
await checkSequences(
  (sequence) => {
    steps += sequence.length;
    return runModel(startSimulator, sequence, tally);
  },
  seed,
  runs,
);

const rows = [...tally].sort().map(([method, numbers]) => {
  const refusals = [...numbers].filter(([number]) => number !== 0).sort(([a], [b]) => a - b);
  return [`\`${method}\``, numbers.get(0) ?? 0, refusals.map(([number, count]) => `${number}: ${count}`).join(", ")];
});
const figures = `${runs} sequences, ${steps} steps, seed ${seed}: no difference (${circumstances(started)})`;
console.log(figures);
if (write) {
  writePage(
    "simulator-model.md",
    `<!-- Written by test/campaigns/simulator-model.mts --write. Do not edit. -->
# The simulator against a model of it

Random sequences of 10 to 80 steps over few names, so that clashes, aliases and revivals come up all the time: domains,
users, workgroups, roles and brands are made, changed, renamed, deleted and brought back, and days pass. The model says
of each call which number it gets or that it is carried out, and everything the service shows is held against it after
each step: every user, every search, every count. A refused call has to leave the whole state as it was. At the end
something is deleted and brought back, and has to be as before.

${figures}

${table(["method", "carried out", "refused, by number"], rows)}
`,
  );
}
