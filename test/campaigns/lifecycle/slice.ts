import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { type History, historyOf } from "./history.js";
import type { Tally } from "./lead.js";

/**
 * Leads random histories, as many as the test says, or as the campaign wishes by the environment: `MODEL_RUNS`, `MODEL_SEED`,
 * `MODEL_PATH` (of a history that failed), and `MODEL_FIGURES`, a file for what came up.
 *
 * @param rounds how many runs of the engine a history has at most before it is brought to rest.
 */
export async function leadSlice(
  runs: number,
  rounds: number,
  lead: (history: History, tally: Tally) => Promise<void>,
  shrink: boolean,
): Promise<void> {
  const { MODEL_RUNS, MODEL_SEED, MODEL_PATH, MODEL_FIGURES } = process.env;
  const tally: Tally = new Map();
  await fc.assert(
    fc.asyncProperty(historyOf(rounds), (history) => lead(history, tally)),
    {
      seed: Number(MODEL_SEED ?? 20260105),
      numRuns: Number(MODEL_RUNS ?? runs),
      endOnFailure: !shrink,
      ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
    },
  );
  if (MODEL_FIGURES !== undefined) writeFileSync(MODEL_FIGURES, JSON.stringify(Object.fromEntries(tally)));
}
