import { fidelity, startSimulator } from "oma-simulator";
import { campaignOptions, circumstances, table, writePage } from "./simulator/campaign.mts";
import { runMalformed } from "./simulator/malformed-run.mts";

/** Bad requests against the built simulator over HTTP: `--runs 10000 --seed 20260105 --write`. */
const { runs, seed, write } = campaignOptions(10_000);
const started = Date.now();
const outcomes = await runMalformed(startSimulator, fidelity().methods, { seed, count: runs });

const figures = `${runs} bad requests, seed ${seed}: no 500, no hang, no crash, nothing changed (${circumstances(started)})`;
console.log(figures);
if (write) {
  const rows = [...outcomes].sort().map(([key, count]) => [...key.split(": "), count]);
  writePage(
    "simulator-malformed.md",
    `<!-- Written by test/campaigns/simulator-malformed.mts --write. Do not edit. -->
# Bad requests

Generated from the declarations of the methods and sent over HTTP. Each has to be answered within 5 seconds with a status
that fits it, an answer with status 200 has to be a refusal with a number, and the whole state is compared every 50
requests and at the end.

${figures}

${table(["what was wrong", "HTTP status", "requests"], rows)}
`,
  );
}
