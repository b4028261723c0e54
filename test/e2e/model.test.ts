import fc from "fast-check";
import { leadEngine } from "../campaigns/lifecycle/engine-runs.js";
import { historyOf } from "../campaigns/lifecycle/history.js";

// A slice of the campaign in test/campaigns/lifecycle-model.mts.
test("the real engine too brings any history to rest: the service holds the program and a second run is silent", async () => {
  const runs = Number(process.env.MODEL_RUNS ?? 1);
  const seed = Number(process.env.MODEL_SEED ?? 20260105);
  const property = fc.asyncProperty(historyOf(2), (history) => leadEngine(history));
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true });
}, 3_000_000);
