import { accountVariables, callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

const password = "Quartz*Kite-58";
let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant();
  const { service } = tenant;
  service.call("_change_brand", { company, brand: "Blue", attributes: {} });
  service.call("change_domain", { domain: "example.com", attributes: { brand: "Blue", limit_users: 500 } });
  service.call("create_workgroup", { domain: "example.com", workgroup: "night" });
  for (let number = 0; number < 230; number++) {
    const user = `user${String(number).padStart(3, "0")}@example.com`;
    service.call("change_user", { user, attributes: { password, name: `User ${number}` } });
  }
  service.call("change_user", { user: "user000@example.com", attributes: { aliases: ["first@example.com"] } });
  service.call("app_password", { user: "user000@example.com", mode: "add", tag: "phone" });
}, 120_000);
afterAll(() => tenant.close());
beforeEach(() => tenant.service.requests.clear());

async function outputs(): Promise<Record<string, unknown>> {
  return JSON.parse((await tenant.stack.succeed("stack", "output", "--json", "--show-secrets")).output);
}

async function succeeds(body: string): Promise<string> {
  const run = await tenant.stack.program(body).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  return run.output;
}

const everyQuestion = `
exports.company = oma.getCompany({ company: "${company}" });
exports.domain = oma.getDomain({ domain: "Example.com" });
exports.user = oma.getUser({ user: "user000@example.com" });
exports.again = oma.getUser({ user: pulumi.output("user000@example.com") }).attributes.name;
exports.brand = oma.getBrand({ company: "${company}", brand: "Blue" });
exports.users = oma.searchUsers({ domain: "example.com" });
exports.some = oma.searchUsers({ domain: "example.com", match: "user00*", type: ["mailbox"] }).apply((rows) => rows.length);
exports.domains = oma.searchDomains();
exports.brands = oma.searchBrands({ company: "${company}" });
exports.members = oma.searchBrandMembers({ brand: "Blue" });
exports.admins = oma.searchAdmins();
exports.workgroups = oma.searchWorkgroups({ domain: "example.com" });
`;

test("every question is answered, each asked once per program however often it is put, and the program ends", async () => {
  await succeeds(everyQuestion);
  const asked = callsTo(tenant.service).sort();
  expect(asked).toEqual([
    "_get_brand Blue",
    "authenticate",
    `get_company ${company}`,
    "get_domain example.com",
    "get_user user000@example.com",
    "search_admins",
    expect.stringMatching(/^search_brand_members/),
    expect.stringMatching(/^search_brands/),
    "search_domains",
    // 231 rows in pages of 200, and the narrower search.
    "search_users example.com",
    "search_users example.com",
    "search_users example.com",
    "search_workgroups example.com",
  ]);
  const found = await outputs();
  expect(found.company).toMatchObject({ company, attributes: { account: company }, metadata: { bulletins: {} } });
  expect(found.domain).toMatchObject({
    domain: "example.com",
    attributes: { brand: "Blue", limitUsers: 500 },
    metadata: { options: { timezone: expect.any(Array) }, inherit: { passwordStrength: expect.anything() } },
    settable: expect.arrayContaining(["limitUsers", "serviceImap4"]),
  });
  expect(found.user).toMatchObject({
    user: "user000@example.com",
    attributes: { name: "User 0", aliases: ["first@example.com"], type: "mailbox", deliveryLocal: true },
    metadata: { status: "active", quota: { bytesUsed: expect.any(Number) }, appPasswords: [{ tag: "phone" }] },
  });
  expect(found.again).toBe("User 0");
  expect(found.brand).toMatchObject({ company, brand: "Blue" });
  const users = found.users as { user: string; type: string }[];
  expect(users).toHaveLength(231);
  expect(users[0]).toMatchObject({ user: "first@example.com", type: "alias", aliasTarget: "user000@example.com" });
  expect(users[1]).toMatchObject({ type: "mailbox", status: "active", createtime: expect.any(Number) });
  expect(found.some).toBe(10);
  expect(found.domains).toContainEqual(
    expect.objectContaining({
      domain: "example.com",
      type: "domain",
      users: expect.objectContaining({ mailbox: 230 }),
    }),
  );
  expect(found.brands).toContainEqual(expect.objectContaining({ brand: "Blue", counts: expect.anything() }));
  expect(found.members).toEqual([{ type: "domain", member: "example.com" }]);
  expect(found.admins).toContainEqual(expect.objectContaining({ user: tenant.service.admin.user, type: "company" }));
  expect(found.workgroups).toContainEqual(expect.objectContaining({ workgroup: "night", counts: expect.anything() }));
  const state = await tenant.stack.export("--show-secrets");
  expect(state).not.toContain(password);
  expect(state).not.toContain(tenant.service.admin.password);
  expect(await tenant.stack.resources()).toEqual([]);
});

test("the next up asks the same again and changes nothing", async () => {
  await succeeds(everyQuestion);
  const first = await outputs();
  tenant.service.requests.clear();
  expect(await succeeds(everyQuestion)).toContain("unchanged");
  expect(callsTo(tenant.service)).toHaveLength(13);
  expect(await outputs()).toEqual(first);
});

test.each([
  ['oma.getUser({ user: "nobody@example.com" })', "nobody@example.com: User does not exist."],
  ['oma.getUser({ user: "first@example.com" })', "first@example.com: the name is an alias of another user."],
  ['oma.getDomain({ domain: "not a domain" })', "getDomain: domain must be"],
  ['oma.searchUsers({ domain: "gone.example.org" })', "search_users"],
  ['oma.searchUsers({ domian: "example.com" })', "searchUsers: unknown criterion `domian`."],
  ["oma.searchWorkgroups({})", "searchWorkgroups: domain is required."],
])("%s fails the program with words and no stack", async (question, words) => {
  const run = await tenant.stack.program(`exports.found = ${question};`).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain(words);
  expect(run.output).not.toMatch(/\n\s+at /);
});

test("an answer is as unknown as what it depends on: the preview asks nothing, and the up sees what it has made", async () => {
  const body = `
const ann = new oma.User("ann", { user: "ann@example.com", name: "Ann", password: "${password}" });
exports.depending = oma.getUser({ user: ann.user }, { dependsOn: ann }).attributes.name;
exports.argument = oma.getUser({ user: ann.id }).attributes.name;
`;
  const preview = await tenant.stack.program(body).preview();
  expect([preview.code, preview.code === 0 ? "" : preview.output]).toEqual([0, ""]);
  expect(callsTo(tenant.service)).toEqual([]);
  await succeeds(body);
  expect(await outputs()).toEqual({ depending: "Ann", argument: "Ann" });
  expect((await tenant.stack.destroy()).code).toBe(0);
});

test("the environment wins over the arguments of a provider, and an answer is no secret because the password is one", async () => {
  const { service } = tenant;
  const { OMA_ENDPOINT, OMA_USER } = accountVariables(service);
  const withWrongPassword = `new oma.Provider("other", { endpoint: "${OMA_ENDPOINT}", user: "${OMA_USER}", password: "wrong" })`;
  const run = await tenant.stack
    .program(
      `exports.found = oma.getDomain({ domain: "example.com" }, { provider: ${withWrongPassword} }).attributes.brand;`,
    )
    .up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(JSON.parse((await tenant.stack.succeed("stack", "output", "--json")).output)).toEqual({ found: "Blue" });
});
