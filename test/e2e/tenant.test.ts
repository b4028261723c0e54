import { callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

/** The program of a tenant, with what a test wants to be different. */
function program({ ann = "", sales = '["b@x.example.org", "A@x.example.org"]', domain = "Example.com" } = {}): string {
  return `
const company = new oma.Company("company", { company: "${company}", spamlevel: "High", notesExternal: "by code" });
const brand = new oma.Brand("brand", { company: company.company, brand: "Blue" });
const domain = new oma.Domain("domain", { domain: "${domain}", brand: brand.brand, limitUsers: 10 });
new oma.User("ann", { user: domain.address("Ann"), password: "Quartz*Kite-58", name: "Ann" ${ann} });
new oma.User("sales", { user: domain.address("sales"), type: "forward", deliveryForward: true, forwardRecipients: ${sales} });
exports.ann = domain.address("ann");
`;
}

/** The calls since the log was cleared that may change something. */
function writes() {
  return tenant.service.requests
    .filter(({ method }) => !/^_?(get|search)_|^authenticate$/.test(method))
    .map(({ method, object, attributes }) => ({ method, object, attributes }));
}

async function upWith(body: string): Promise<string> {
  tenant.service.requests.clear();
  const run = await tenant.stack.program(body).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  return run.output;
}

test("an up provisions the whole tenant on the service, each object after the one it depends on", async () => {
  await upWith(program());
  expect(writes().map(({ method, object }) => `${method} ${object}`)).toEqual([
    `change_company ${company}`,
    "_change_brand Blue",
    "change_domain example.com",
    expect.stringMatching(/^change_user (ann|sales)@example.com$/),
    expect.stringMatching(/^change_user (ann|sales)@example.com$/),
  ]);
  const { service } = tenant;
  expect(service.call("get_company", { company }).attributes).toMatchObject({
    spamlevel: "High",
    notes_external: "by code",
  });
  expect(service.call("get_domain", { domain: "example.com" }).attributes).toMatchObject({
    brand: "Blue",
    limit_users: 10,
  });
  expect(service.call("get_user", { user: "ann@example.com" })).toMatchObject({
    type: "mailbox",
    attributes: { name: "Ann" },
  });
  expect(service.call("get_user", { user: "sales@example.com" })).toMatchObject({ type: "forward" });
});

test("every create but the company's is guarded against taking over what exists", () => {
  const guarded = tenant.service.requests
    .filter(({ method }) => method.includes("change_"))
    .map(({ method, createOnly }) => [method, createOnly]);
  expect(guarded).toEqual([
    ["change_company", false],
    ["_change_brand", true],
    ["change_domain", true],
    ["change_user", true],
    ["change_user", true],
  ]);
});

test("the implementation in state is one short constant per kind, with nothing of the program in it", async () => {
  const implementations = (await tenant.stack.resources()).map(({ inputs }) => String(inputs.__provider));
  expect(new Set(implementations).size).toBe(4);
  for (const implementation of implementations) {
    expect(implementation.length).toBeLessThanOrEqual(260);
    expect(implementation).toMatch(/^exports\.handler=\(\)=>.*"pulumi-oma".*r\(p\+"\/provider"\)\.handler\("\w+"\)\}$/);
  }
});

test("a second up sends nothing at all", async () => {
  await upWith(program());
  expect(callsTo(tenant.service)).toEqual([]);
});

test("a list in another order and addresses in other case are no change", async () => {
  await upWith(program({ sales: '["a@x.example.org", "B@X.example.org"]' }));
  expect(callsTo(tenant.service)).toEqual([]);
});

test("a refresh reads every object once", async () => {
  tenant.service.requests.clear();
  expect((await tenant.stack.refresh()).code).toBe(0);
  expect(callsTo(tenant.service).sort()).toEqual([
    "_get_brand Blue",
    "authenticate",
    `get_company ${company}`,
    "get_domain example.com",
    "get_user ann@example.com",
    "get_user sales@example.com",
  ]);
});

test("a change of one attribute is one change that carries only that attribute", async () => {
  await upWith(program({ ann: ', title: "Dr"' }));
  expect(writes()).toEqual([{ method: "change_user", object: "ann@example.com", attributes: { title: "Dr" } }]);
});

test("an attribute that is taken out of the program is unset", async () => {
  await upWith(program());
  expect(writes()).toEqual([{ method: "change_user", object: "ann@example.com", attributes: { title: null } }]);
});

test("a changed list is written as a whole", async () => {
  await upWith(program({ sales: '["c@x.example.org"]' }));
  expect(writes()).toEqual([
    { method: "change_user", object: "sales@example.com", attributes: { forward_recipients: ["c@x.example.org"] } },
  ]);
});

test("a new local part renames the mailbox in place and keeps it", async () => {
  const body = program({ sales: '["c@x.example.org"]' }).replace('address("Ann")', 'address("ann.moreau")');
  const before = tenant.service.call("get_user", { user: "ann@example.com" }).metadata?.createtime;
  const preview = await tenant.stack.program(body).preview();
  expect(preview.output).not.toContain("replace");
  await upWith(body);
  expect(writes()).toMatchObject([{ method: "rename_user", object: "ann@example.com" }]);
  expect(tenant.service.call("get_user", { user: "ann.moreau@example.com" }).metadata?.createtime).toBe(before);
  expect(tenant.service.call("get_user", { user: "ann@example.com" }).error_number).toBe(2);
  expect((await tenant.stack.drift()).code).toBe(0);
});

test("a new domain name replaces the domain and its users, and the preview says so", async () => {
  const body = program({ domain: "example.org" });
  const preview = await tenant.stack.program(body).preview();
  expect(preview.output).toMatch(/Resources:\n {4}\+-3 to replace/);
  await upWith(body);
  expect(tenant.service.call("get_domain", { domain: "example.com" }).error_number).toBe(2);
  expect(tenant.service.call("get_user", { user: "ann@example.org" }).success).toBe(true);
});

test("a destroy deletes users before their domain, the domain before its brand, and leaves the company", async () => {
  tenant.service.requests.clear();
  expect((await tenant.stack.destroy()).code).toBe(0);
  expect(writes().map(({ method, object }) => `${method} ${object}`)).toEqual([
    expect.stringMatching(/^delete_user /),
    expect.stringMatching(/^delete_user /),
    "delete_domain example.org",
    "_delete_brand Blue",
  ]);
  expect(tenant.service.call("get_company", { company }).attributes).toMatchObject({ spamlevel: "High" });
  expect(await tenant.stack.resources()).toEqual([]);
});

test("values that are not known before the up pass its preview, and are written once they are", async () => {
  const { service, stack } = tenant;
  // The id of a resource is not known in a preview.
  const body = `
const domain = new oma.Domain("domain", { domain: "unknown.example.com" });
new oma.User("ann", {
  user: domain.id.apply((id) => "ann@" + id),
  password: domain.id.apply(() => "Quartz*Kite-58"),
  aliases: [domain.id.apply((id) => "a.m@" + id)],
  name: domain.id.apply((id) => "Ann of " + id),
});`;
  const preview = await stack.program(body).preview();
  expect([preview.code, preview.code === 0 ? "" : preview.output]).toEqual([0, ""]);
  await upWith(body);
  expect(service.call("get_user", { user: "ann@unknown.example.com" }).attributes).toMatchObject({
    name: "Ann of unknown.example.com",
    aliases: ["a.m@unknown.example.com"],
  });
});
