import type { Behaviours } from "../../simulator/index.js";
import {
  allSamples,
  type Choice,
  cleared,
  expectInSync,
  programWith,
  startTenantForSamples,
} from "./support/every-attribute.js";
import type { Tenant } from "./support/tenant.js";

/** The other answer to each question that the reference leaves open, as far as an answer's form goes. */
const otherReading: Partial<Behaviours> = {
  missingCompany: 2,
  missingUserDomain: 2,
  unsetAttributes: "absent",
  inheritedInAttributes: true,
  domainShowsCompany: true,
  aliasRead: 2,
  pageLimit: 5,
  numbers: "text",
  listOrder: "shuffled",
  createClash: 8,
  emptyText: "null",
  smtpSentLimit: "settable",
  expiredToken: 1,
  settableSpelling: "singular",
};

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenantForSamples(otherReading);
});
afterAll(() => tenant.close());

async function expectConverged(choose: Choice): Promise<void> {
  const run = await tenant.stack.program(programWith(allSamples, choose)).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  await expectInSync(tenant);
}

test("whichever way the service turns out to answer, every attribute can be set and is in sync afterwards", async () => {
  await expectConverged(({ values }) => values[0]);
});

test("whichever way the service turns out to answer, what is cleared is in sync afterwards", async () => {
  await expectConverged((sample) => (cleared(sample) === undefined ? sample.values[0] : cleared(sample)));
});
