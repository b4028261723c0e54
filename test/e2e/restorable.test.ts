import { callsTo, startTenant, type Tenant, writesTo } from "./support/tenant.js";

// Somebody deletes on the console what the program declares. The service keeps it, and nothing may come back empty unasked.

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  tenant.service.call("change_domain", { domain: "example.com", attributes: {} });
});
afterEach(() => tenant.close());

const people = ["ann", "ben", "cat"];

/** @param more arguments of each user as source text. */
function program(more = "", users: readonly string[] = people): string {
  return users
    .map(
      (name) =>
        `new oma.User("${name}", { user: "${name}@example.com", password: "Quartz*Kite-58", name: "${name}"${more} });`,
    )
    .join("\n");
}

/** Creates the users and gives each something that no program declares, as mail is: it stays with the account. */
async function created(body = program()): Promise<void> {
  await succeed(tenant.stack.program(body).up());
  for (const name of people)
    tenant.service.call("change_user", { user: at(name), attributes: { title: `Mail of ${name}` } });
  tenant.service.requests.clear();
}

const at = (name: string) => `${name}@example.com`;
const mail = () => people.map((name) => tenant.service.call("get_user", { user: at(name) }).attributes?.title);
const theirMail = people.map((name) => `Mail of ${name}`);
const writes = () => writesTo(tenant.service).map(({ method, object }) => `${method} ${object}`);

async function succeed(run: Promise<{ code: number; output: string }>): Promise<string> {
  const { code, output } = await run;
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
  return output;
}

async function expectRest(): Promise<void> {
  tenant.service.requests.clear();
  await succeed(tenant.stack.up("--expect-no-changes"));
  expect(callsTo(tenant.service)).toEqual([]);
  await succeed(tenant.stack.drift());
}

describe("mailboxes that somebody deleted by hand", () => {
  beforeEach(async () => {
    await created();
    for (const name of people) tenant.service.call("delete_user", { user: at(name) });
    tenant.service.requests.clear();
  });

  test("are not made anew by the nightly run, and come back with their mail when the program says so", async () => {
    const { service, stack } = tenant;
    for (const flags of [["--refresh"], []]) {
      const { code, output } = await stack.up(...flags);
      expect(code).not.toBe(0);
      expect(output).toMatch(
        /ann@example\.com: a User of this name, deleted 20\d\d-.* UTC, can be restored until 20\d\d-/,
      );
      expect(output).toContain("Set restoreDeleted: true on the resource to bring it back with its mail.");
      expect(output).not.toContain("Quartz*Kite-58");
      expect(writes()).toEqual([]);
    }
    service.requests.clear();
    await succeed(stack.program(program(", restoreDeleted: true")).up());
    expect(mail()).toEqual(theirMail);
    expect(service.requests.filter(({ method }) => method === "search_users")).toHaveLength(1);
    await succeed(stack.program(program()).up());
    await expectRest();
  });

  test("follow oma:restoreDeleted, which the resource overrules", async () => {
    const { stack } = tenant;
    await stack.succeed("config", "set", "oma:restoreDeleted", "restore");
    const ann = `new oma.User("ann", { user: "${at("ann")}", password: "Quartz*Kite-58", restoreDeleted: false });`;
    await succeed(stack.program(`${ann}\n${program("", ["ben", "cat"])}`).up("--refresh"));
    expect(mail()).toEqual([null, "Mail of ben", "Mail of cat"]);
  });

  test("are in state from then on, also when what is declared cannot be written to them", async () => {
    const { stack } = tenant;
    const declared = (password: string) =>
      `new oma.User("ann", { user: "${at("ann")}", password: "${password}", name: "Anne", restoreDeleted: true });`;
    // The service refuses a password that holds the user's name.
    expect((await stack.program(declared("Quartz*ann-58")).up("--refresh")).code).not.toBe(0);
    expect(mail()[0]).toBe("Mail of ann");
    await succeed(stack.program(declared("Violet#Road-93")).up());
    expect(tenant.service.call("get_user", { user: at("ann") }).attributes).toMatchObject({ name: "Anne" });
    await expectRest();
  });
});

test("a test stack that is destroyed and created over and over needs oma:restoreDeleted ignore", async () => {
  const { stack } = tenant;
  await created();
  await succeed(stack.destroy());
  const refused = await stack.up();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("oma:restoreDeleted says it for a whole run");
  await stack.succeed("config", "set", "oma:restoreDeleted", "ignore");
  await succeed(stack.up());
  await succeed(stack.destroy());
  await succeed(stack.up());
  expect(mail()).toEqual([null, null, null]);
});

test("a domain that somebody deleted comes back with its settings and its accounts, and only when asked for", async () => {
  const { service, stack } = tenant;
  const user = "ann@quay.example";
  const tenantOf = (more: string) => `
const domain = new oma.Domain("domain", { domain: "quay.example", limitUsers: 7${more} });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58"${more} });`;
  await succeed(stack.program(tenantOf("")).up());
  service.call("change_user", { user, attributes: { title: "Mail of ann" } });
  service.call("change_domain", { domain: "quay.example", attributes: { language: "de" } });
  service.call("delete_user", { user });
  service.call("delete_domain", { domain: "quay.example" });
  service.requests.clear();
  const refused = await stack.up("--refresh");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/quay\.example: a Domain of this name, deleted .* UTC, can be restored; nothing/);
  expect(writes()).toEqual([]);

  await succeed(stack.program(tenantOf(", restoreDeleted: true")).up());
  expect(service.call("get_domain", { domain: "quay.example" }).attributes?.language).toBe("de");
  expect(service.call("get_user", { user }).attributes?.title).toBe("Mail of ann");
  await expectRest();
});

test("a domain that takes over the name of another one gets nothing of that one unasked", async () => {
  const { service, stack } = tenant;
  const tenantOf = (one: string, two: string) => `
let dependsOn = [];
for (const [name, domain] of [["one", "${one}.example"], ["two", "${two}.example"]]) {
  const home = new oma.Domain(name, { domain }, { deleteBeforeReplace: true, dependsOn });
  dependsOn = [home];
  new oma.User("ann-" + name, { user: home.address("ann"), password: "Quartz*Kite-58" });
}`;
  await succeed(stack.program(tenantOf("quay", "pier")).up());
  service.requests.clear();
  service.faults.add({ effect: "stale", reads: 2, method: "delete_domain", times: 2 });
  // In an order: a delete that falls between a create and the search before it is seen by neither.
  const refused = await stack.program(tenantOf("cove", "quay")).up("--parallel", "1");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/quay\.example: a Domain of this name, deleted .* can be restored/);
  expect(writes()).not.toContain("change_domain quay.example");
});

test("an admin who may not search is told so, and nothing is written", async () => {
  const { service, stack } = tenant;
  service.faults.add({ error_number: 9, method: "search_users" });
  const refused = await stack.program(program()).up();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(
    /whether a deleted User of this name can be restored is not known.*refused the search with 9/,
  );
  expect(writes()).toEqual([]);
  await succeed(stack.program(program(", restoreDeleted: false")).up());
});
