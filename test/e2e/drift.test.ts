import { callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  const run = await tenant.stack.program(program).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
});
afterEach(() => tenant.close());

const program = `
const brand = new oma.Brand("brand", { company: "${company}", brand: "Blue", attributes: { page_title: "Mail" } });
const domain = new oma.Domain("domain", { domain: "example.com", brand: brand.brand, spamlevel: "High", allow: ["a@x.org", "b@x.org"] });
new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", name: "Ann", quota: 1048576 });
`;

/** The same, for objects that somebody deleted: without an answer they are neither restored nor created again. */
const restoring = program
  .replace('spamlevel: "High"', "restoreDeleted: true, $&")
  .replace('name: "Ann"', "restoreDeleted: true, $&");

test("a change behind the program's back is found by the drift check, with attribute, old and new value", async () => {
  const { service, stack } = tenant;
  expect((await stack.drift()).code).toBe(0);
  service.call("change_user", {
    user: "ann@example.com",
    attributes: { name: "Mallory", quota: 2097152, title: "Dr" },
  });
  service.call("change_domain", { domain: "example.com", attributes: { spamlevel: null, allow: ["a@x.org"] } });
  service.call("_change_brand", { company, brand: "Blue", attributes: { page_title: "Hacked" } });

  const run = await stack.drift();
  expect(run.code).toBe(7);
  expect(run.output).toMatch(/name +: "Ann" => "Mallory"/);
  expect(run.output).toMatch(/quota *: 1048576 => 2097152/);
  expect(run.output).toMatch(/- spamlevel: "High"/);
  expect(run.output).toMatch(/- \[1\]: "b@x.org"/);
  expect(run.output).toMatch(/page_title: "Mail" => "Hacked"/);
  // Undeclared, so none of the program's business; and the password cannot have drifted visibly.
  expect(run.output).not.toMatch(/title *:.*Dr/);
  expect(run.output).not.toContain("password");
});

test("up --refresh puts drift back and writes only what drifted", async () => {
  const { service, stack } = tenant;
  service.call("change_user", { user: "ann@example.com", attributes: { name: "Mallory" } });
  service.call("change_domain", { domain: "example.com", attributes: { spamlevel: null } });
  service.requests.clear();
  expect((await stack.up("--refresh")).code).toBe(0);
  const written = service.requests.filter(({ method }) => method.includes("change_"));
  expect(written.map(({ object, attributes }) => [object, attributes]).sort()).toEqual([
    ["ann@example.com", { name: "Ann" }],
    ["example.com", { spamlevel: "High" }],
  ]);
  expect((await stack.drift()).code).toBe(0);
});

test("drift that a refresh wrote into state is put back by the next up all the same", async () => {
  const { service, stack } = tenant;
  service.call("change_user", { user: "ann@example.com", attributes: { name: "Mallory" } });
  expect((await stack.refresh()).code).toBe(0);
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(service.requests.filter(({ method }) => method === "change_user").map(({ attributes }) => attributes)).toEqual(
    [{ name: "Ann" }],
  );
});

test("drift of an attribute in ignoreChanges is accepted", async () => {
  const { service, stack } = tenant;
  const ignoring = program.replace("quota: 1048576 }", 'quota: 1048576 }, { ignoreChanges: ["name"] }');
  expect((await stack.program(ignoring).up()).code).toBe(0);
  service.call("change_user", { user: "ann@example.com", attributes: { name: "Ann Moreau" } });
  expect((await stack.drift()).code).toBe(0);
  service.requests.clear();
  expect((await stack.up("--refresh")).code).toBe(0);
  expect(callsTo(service).filter((call) => call.startsWith("change_"))).toEqual([]);
});

test("an object that is gone is restored, and one that may only be hidden is never dropped from state", async () => {
  const { service, stack } = tenant;
  service.call("delete_user", { user: "ann@example.com" });
  const gone = await stack.drift();
  expect(gone.code).toBe(7);
  expect((await stack.program(restoring).up("--refresh")).code).toBe(0);
  expect(service.call("get_user", { user: "ann@example.com" }).success).toBe(true);

  service.faults.next({ error_number: 9, method: "get_user", times: 1 });
  const hidden = await stack.refresh();
  expect(hidden.code).not.toBe(0);
  expect(hidden.output).toContain("ann@example.com: get_user: OMA answered 9");
  expect((await stack.resources()).map(({ id }) => id)).toContain("ann@example.com");
});

test("a user whose whole domain is gone is gone with it", async () => {
  const { service, stack } = tenant;
  service.call("delete_user", { user: "ann@example.com" });
  service.call("delete_domain", { domain: "example.com" });
  expect((await stack.refresh()).code).toBe(0);
  expect((await stack.resources()).map(({ id }) => id)).toEqual([`${company}/Blue`]);
  expect((await stack.program(restoring).up()).code).toBe(0);
  expect(service.call("get_user", { user: "ann@example.com" }).success).toBe(true);
});

test("an update of what is gone says so, and the next up with a refresh restores it", async () => {
  const { service, stack } = tenant;
  service.call("delete_user", { user: "ann@example.com" });
  const changed = restoring.replace('"Ann"', '"Ann Moreau"');
  const run = await stack.program(changed).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("ann@example.com: User no longer exists");
  expect((await stack.up("--refresh")).code).toBe(0);
  expect(service.call("get_user", { user: "ann@example.com" }).attributes).toMatchObject({ name: "Ann Moreau" });
});
