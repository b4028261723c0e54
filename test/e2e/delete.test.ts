import { company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.close());

const names = async () => (await tenant.stack.resources()).map(({ id }) => id);

test("a domain with users of somebody else is not deleted, they are named, and the state keeps it", async () => {
  const { service, stack } = tenant;
  await stack.program('new oma.Domain("d", { domain: "example.com", deleteTimeout: 1 });').up();
  for (let n = 0; n < 12; n++) {
    service.call("change_user", {
      user: `u${String(n).padStart(2, "0")}@example.com`,
      attributes: { password: "Quartz*Kite-58" },
    });
  }
  const run = await stack.destroy();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("example.com: Domain cannot be deleted (10), because of 12: mailbox u00@example.com,");
  expect(run.output).toContain("mailbox u09@example.com and 2 more");
  expect(service.call("get_domain", { domain: "example.com" }).success).toBe(true);
  expect(await names()).toEqual(["example.com"]);

  for (let n = 0; n < 12; n++) service.call("delete_user", { user: `u${String(n).padStart(2, "0")}@example.com` });
  expect((await stack.destroy()).code).toBe(0);
  expect(service.call("get_domain", { domain: "example.com" }).error_number).toBe(2);
});

test("a brand that somebody else's domain carries is not deleted, the domain is named, and the state keeps the brand", async () => {
  const { service, stack } = tenant;
  await stack.program(`new oma.Brand("b", { company: "${company}", brand: "Blue", deleteTimeout: 1 });`).up();
  service.call("change_domain", { domain: "example.com", attributes: { brand: "Blue" } });
  const run = await stack.destroy();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("Blue: Brand cannot be deleted (14), because of 1: domain example.com.");
  expect(await names()).toEqual([`${company}/Blue`]);
  expect(service.call("_get_brand", { company, brand: "Blue" }).success).toBe(true);
});

test("a delete waits for users that are on their way out, though the program declares no dependency on the domain", async () => {
  const { service, stack } = tenant;
  const users = Array.from(
    { length: 6 },
    (_, n) => `new oma.User("u${n}", { user: "u${n}@example.com", password: "Quartz*Kite-58" }, { dependsOn });`,
  );
  // The second program drops the dependency, so that the destroy deletes domain and users side by side.
  const program = (dependsOn: string) => `const domain = new oma.Domain("d", { domain: "example.com" });
const dependsOn = ${dependsOn};
${users.join("\n")}`;
  expect((await stack.program(program("[domain]")).up()).code).toBe(0);
  expect((await stack.program(program("[]")).up()).code).toBe(0);
  service.requests.clear();
  const run = await stack.destroy();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(service.requests.filter(({ method, outcome }) => method === "delete_domain" && outcome === "ok")).toHaveLength(
    1,
  );
  expect(await names()).toEqual([]);
});

test("what somebody else deleted is no failure of a destroy", async () => {
  const { service, stack } = tenant;
  await stack
    .program(
      'const d = new oma.Domain("d", { domain: "example.com" }); new oma.User("a", { user: d.address("a"), password: "Quartz*Kite-58" });',
    )
    .up();
  service.call("delete_user", { user: "a@example.com" });
  service.call("delete_domain", { domain: "example.com" });
  expect((await stack.destroy()).code).toBe(0);
  expect(await names()).toEqual([]);
});

test("onDelete suspend keeps the mailbox and suspends its services, retain does not touch it", async () => {
  const { service, stack } = tenant;
  service.call("change_domain", { domain: "example.com", attributes: {} });
  const user = (name: string) =>
    `new oma.User("${name}", { user: "${name}@example.com", password: "Quartz*Kite-58", onDelete: "${name}" });`;
  await stack.program(user("suspend") + user("retain")).up();
  service.requests.clear();
  expect((await stack.destroy()).code).toBe(0);
  expect(service.requests.filter(({ object }) => object === "retain@example.com")).toEqual([]);
  expect(service.call("get_user", { user: "suspend@example.com" }).attributes).toMatchObject({
    service_imap4: "suspended",
    service_smtpin: "suspended",
    service_webmail: "suspended",
  });
});

test("a run deletes no more than oma:deleteLimit allows, and says what it kept", async () => {
  const { service, stack } = tenant;
  await stack.succeed("config", "set", "oma:deleteLimit", "2");
  service.call("change_domain", { domain: "example.com", attributes: {} });
  const users = ["a", "b", "c", "d"].map(
    (name) => `new oma.User("${name}", { user: "${name}@example.com", password: "Quartz*Kite-58" });`,
  );
  expect((await stack.program(users.join("\n")).up()).code).toBe(0);
  const run = await stack.program("").up("--continue-on-error");
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("User was not deleted: this run has deleted 2, the most that oma:deleteLimit allows");
  expect(service.call("search_users", { criteria: { domain: "example.com" } }).total_count).toBe(2);
  expect(await names()).toHaveLength(2);
});
