import { resolve } from "node:path";
import { soak } from "../campaigns/soak/soak.mts";
import { tenantOf } from "../campaigns/soak/tenant.mts";
import { startService } from "./support/service.js";

const engineFolder = process.env.PULUMI_OMA_ENGINE ?? "";
const seconds = 60;

// A slice of the campaign in test/campaigns/soak.mts, which takes half an hour.
test("two stacks on the same domains lose nothing and make nothing up, through faults, kills and a third hand", async () => {
  const service = await startService({ tenant: tenantOf() });
  const end = Date.now() + seconds * 1000;
  const { counts, violations } = await soak({
    service,
    place: { repository: resolve(__dirname, "../.."), engineFolder },
    seed: 20261128,
    isOver: () => Date.now() >= end,
  });
  expect(violations).toEqual([]);
  expect(counts.get("runs")).toBeGreaterThan(0);
  expect(counts.get("checks that no mailbox lost its mail")).toBeGreaterThan(0);
}, 900_000);
