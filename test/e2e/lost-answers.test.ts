import type { Simulator } from "../../simulator/index.js";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import { type Run, Stack } from "./support/stack.js";
import { accountVariables, callsTo, company, writesTo } from "./support/tenant.js";

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
  const run = await stack.program(program(1_048_576)).up();
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

/** The service carries the next call of the method out, and the connection breaks in place of its answer. */
function lose(service: Simulator, method: string, object: string): void {
  service.faults.next({ effect: "reset", when: "after", method, object });
}

/** What the service carried out, each as `method object`, in alphabetical order. */
function carriedOut(service: Simulator): string[] {
  return writesTo(service)
    .map(({ method, object }) => `${method} ${object}`)
    .sort();
}

test("every kind of write whose answer got lost is carried out once, and the next up has nothing to do", async () => {
  const service = await startService();
  const stack = await Stack.create(accountVariables(service));
  running = { service, stack };
  const tenant = (state: "Before" | "After", ann: string, sue: string) => `
const company = new oma.Company("company", { company: "${company}", notesExternal: "${state}", onDelete: "reset" });
const brand = new oma.Brand("brand", { company: company.company, brand: "Blue", attributes: { page_title: "${state}" } });
const domain = new oma.Domain("domain", { domain: "example.com", brand: brand.brand, spamtag: "${state}" });
const opts = { dependsOn: domain };
new oma.User("ann", { user: "${ann}@example.com", password: "Quartz*Kite-58", name: "${state}" }, opts);
new oma.User("rob", { user: "rob@kept.example", restoreDeleted: true, type: "forward", forwardRecipients: ["a@x.example"] });
new oma.User("sue", { user: "sue@kept.example", password: "${sue}", onDelete: "suspend" });`;
  service.call("change_domain", { domain: "kept.example", attributes: {} });
  const forward = { type: "forward", forward_recipients: ["a@x.example"] };
  service.call("change_user", { user: "rob@kept.example", attributes: forward });
  service.call("delete_user", { user: "rob@kept.example" });

  const run = async (losses: readonly string[], command: () => Promise<Run>) => {
    for (const loss of losses) lose(service, loss.slice(0, loss.indexOf(" ")), loss.slice(loss.indexOf(" ") + 1));
    service.requests.clear();
    const { code, output } = await command();
    expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
    expect(service.faults.list()).toEqual([]);
  };
  const silent = async () => {
    await run([], () => stack.up("--expect-no-changes"));
    expect(callsTo(service)).toEqual([]);
    expect((await stack.drift()).code).toBe(0);
  };

  const made = ["restore_user rob@kept.example"];
  await run(made, () => stack.program(tenant("Before", "ann", "Quartz*Kite-58")).up());
  expect(carriedOut(service).filter((call) => call.includes("rob@"))).toEqual(made);
  await silent();

  const renamed = "rename_user ann@example.com";
  const changed = [
    "_change_brand Blue",
    `change_company ${company}`,
    "change_domain example.com",
    "change_user ann.moreau@example.com",
    // No read shows a password, so this is sent again: it sets the same value.
    "change_user sue@kept.example",
    renamed,
  ];
  await run(changed, () => stack.program(tenant("After", "ann.moreau", "Violet#Road-93")).up());
  expect(carriedOut(service)).toEqual([...changed, "change_user sue@kept.example"].sort());
  expect(service.call("get_user", { user: "ann.moreau@example.com" }).attributes).toMatchObject({ name: "After" });
  await silent();

  const removed = [
    "_delete_brand Blue",
    `change_company ${company}`,
    "change_user sue@kept.example",
    "delete_domain example.com",
    "delete_user ann.moreau@example.com",
    "delete_user rob@kept.example",
  ];
  await run(removed, () => stack.destroy());
  expect(carriedOut(service)).toEqual(removed);
  expect(await stack.resources()).toEqual([]);
}, 300_000);

test("what up to five reads do not see yet after it was made is not dropped from state", async () => {
  const service = await startService();
  // A search for deleted domains would count as a read of everything.
  const stack = await Stack.create({ ...accountVariables(service), OMA_RESTORE_DELETED: "ignore" });
  running = { service, stack };
  service.call("change_domain", { domain: "kept.example", attributes: {} });
  const lags = [0, 1, 2, 3, 4, 5];
  const declared = lags.map((lag) => {
    if (lag > 0) {
      const stale = { effect: "stale", reads: lag } as const;
      service.faults.next({ ...stale, method: "_change_brand", object: `Brand ${lag}` });
      service.faults.next({ ...stale, method: "change_domain", object: `lag${lag}.example` });
      service.faults.next({ ...stale, method: "change_user", object: `lag${lag}@kept.example` });
    }
    return `new oma.Brand("brand${lag}", { company: "${company}", brand: "Brand ${lag}" });
new oma.Domain("domain${lag}", { domain: "lag${lag}.example" });
new oma.User("user${lag}", { user: "lag${lag}@kept.example", password: "Quartz*Kite-58" });`;
  });
  expect((await stack.program(declared.join("\n")).up()).code).toBe(0);
  const before = (await stack.resources()).map(({ urn }) => urn).sort();
  expect(before).toHaveLength(3 * lags.length);
  service.requests.clear();
  const refresh = await stack.refresh("--expect-no-changes", "--parallel", "100");
  expect([refresh.code, refresh.code === 0 ? "" : refresh.output]).toEqual([0, ""]);
  for (const lag of lags) {
    for (const object of [`Brand ${lag}`, `lag${lag}.example`, `lag${lag}@kept.example`]) {
      const outcomes = service.requests.filter((one) => one.object === object).map(({ outcome }) => outcome);
      expect([object, outcomes]).toEqual([object, [...Array(lag).fill(2), "ok"]]);
    }
  }
  expect((await stack.resources()).map(({ urn }) => urn).sort()).toEqual(before);
  service.requests.clear();
  expect((await stack.up("--expect-no-changes")).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
});
