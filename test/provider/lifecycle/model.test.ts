import fc from "fast-check";
import { leadHandlers } from "../../campaigns/lifecycle/handlers.js";
import { historyOf } from "../../campaigns/lifecycle/history.js";

// A slice of the campaign in test/campaigns/lifecycle-model.mts.
test("whatever was edited, changed behind the back and failed, the service comes to hold the program and a second run is silent", async () => {
  const runs = Number(process.env.MODEL_RUNS ?? 30);
  const seed = Number(process.env.MODEL_SEED ?? 20260105);
  await fc.assert(fc.asyncProperty(historyOf(4), (history) => leadHandlers(history)), { seed, numRuns: runs, ...(process.env.MODEL_PATH ? { path: process.env.MODEL_PATH } : {}) });
}, 3_000_000);
