import { startSimulator } from "../../simulator/index.js";
import { fidelity } from "../../simulator/methods/fidelity.js";
import { runMalformed } from "../campaigns/simulator/malformed-run.mts";

// A slice of the campaign in test/campaigns/simulator-malformed.mts.
test("no bad request is answered with a 500, hangs, or changes anything", async () => {
  const outcomes = await runMalformed(startSimulator, fidelity().methods, { seed: 20260105, count: 1000 });
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(1000);
  expect(new Set([...outcomes.keys()].map((key) => key.split(":")[0])).size).toBe(13);
});
