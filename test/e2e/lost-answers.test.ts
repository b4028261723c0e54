import type { Simulator } from "../../simulator/index.js";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { Stack } from "./support/stack.js";
import { accountVariables, callsTo, company } from "./support/tenant.js";

/** The network loses the answer to the first call of each of these methods, after the service has carried it out. */
async function losing(methods: readonly string[]) {
  const service = await startService();
  const left = new Set(methods);
  const relay = await startRelay(service.url, (_, method) => !left.delete(method));
  const stack = await Stack.create({ ...accountVariables(service), OMA_ENDPOINT: relay.url });
  return { service, stack };
}

const program = (quota: number) => `
const company = new oma.Company("company", { company: "${company}", spamlevel: "High" });
const brand = new oma.Brand("brand", { company: company.company, brand: "Blue" });
const domain = new oma.Domain("domain", { domain: "example.com", brand: brand.brand });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", quota: ${quota} });
`;

let running: { service: Simulator; stack: Stack };
afterEach(async () => {
  running.stack.remove();
  await running.service.close();
});

test("a create whose answer got lost is recognised as our own, and the next up has nothing to do", async () => {
  running = await losing(["change_company", "_change_brand", "change_domain", "change_user"]);
  const { service, stack } = running;
  const run = await stack.program(program(1024)).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  const writes = callsTo(service).filter((call) => call.includes("change_"));
  expect(writes).toEqual([
    `change_company ${company}`,
    "_change_brand Blue",
    "change_domain example.com",
    "change_user ann@example.com",
  ]);
  expect(await stack.resources()).toHaveLength(4);
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
});

test("an update and a delete whose answers got lost are carried out once", async () => {
  running = await losing(["delete_user", "delete_domain", "_delete_brand"]);
  const { service, stack } = running;
  expect((await stack.program(program(1024)).up()).code).toBe(0);
  expect((await stack.program(program(2048)).up()).code).toBe(0);
  service.requests.clear();
  const run = await stack.destroy();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(callsTo(service).filter((call) => call.includes("delete_"))).toEqual([
    "delete_user ann@example.com",
    "delete_domain example.com",
    "_delete_brand Blue",
  ]);
  expect(await stack.resources()).toEqual([]);
});
