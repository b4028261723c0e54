import { callsTo, company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  const { service } = tenant;
  service.call("_change_brand", { company, brand: "Blue", attributes: { page_title: "Before" } });
  service.call("change_domain", { domain: "example.com", attributes: { language: "nl", limit_users: 7 } });
  service.call("change_user", {
    user: "ann@example.com",
    attributes: { password: "Quartz*Kite-58", name: "Ann Before", title: "Dr" },
  });
});
afterEach(() => tenant.close());

const program = (adopt: boolean) => `
const options = ${adopt ? "{ adopt: true }" : "{}"};
new oma.Brand("brand", { company: "${company}", brand: "Blue", attributes: { page_title: "After" }, ...options });
new oma.Domain("domain", { domain: "example.com", limitUsers: 8, ...options });
new oma.User("ann", { user: "ann@example.com", name: "Ann After", password: "Violet#Road-93", ...options });
`;

test("what exists is an error that says how to adopt it, and nothing of it is touched", async () => {
  const { service, stack } = tenant;
  const run = await stack.program(program(false)).up("--continue-on-error");
  expect(run.code).not.toBe(0);
  for (const [kind, object] of Object.entries({ Brand: "Blue", Domain: "example.com", User: "ann@example.com" })) {
    expect(run.output).toContain(`${object}: ${kind} already exists and was not changed.`);
  }
  expect(run.output).toContain("Set adopt: true");
  expect(service.requests.filter(({ method, outcome }) => method.includes("change_") && outcome === "ok")).toEqual([]);
  expect(service.call("get_user", { user: "ann@example.com" }).attributes).toMatchObject({
    name: "Ann Before",
    title: "Dr",
  });
  expect(await stack.resources()).toEqual([]);
});

test("with adopt what exists is brought to what is declared, and undeclared attributes are left alone", async () => {
  const { service, stack } = tenant;
  const run = await stack.program(program(true)).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  const written = service.requests.filter(({ method, outcome }) => method.includes("change_") && outcome === "ok");
  expect(written.map(({ object, attributes }) => [object, attributes])).toEqual(
    expect.arrayContaining([
      ["Blue", { page_title: "After" }],
      ["example.com", { limit_users: 8 }],
      ["ann@example.com", { name: "Ann After" }],
    ]),
  );
  expect(written).toHaveLength(3);
  expect(service.call("get_user", { user: "ann@example.com" }).attributes).toMatchObject({
    name: "Ann After",
    title: "Dr",
  });

  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
  expect((await stack.drift()).code).toBe(0);
});

test("the password of an adopted mailbox is its owner's until the declared one changes, or adoptPassword asks for it", async () => {
  const { service, stack } = tenant;
  const declared = (password: string, more = "") =>
    `new oma.User("ann", { user: "ann@example.com", adopt: true, password: "${password}"${more} });`;
  const writes = () => writesTo(service).filter(({ method }) => method === "change_user");
  expect((await stack.program(declared("Violet#Road-93")).up()).code).toBe(0);
  expect(writes()).toEqual([]);
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
  expect((await stack.program(declared("Copper+Lane-71")).up()).code).toBe(0);
  expect(writes().map(({ attributes }) => attributes)).toEqual([{ password: "[secret]" }]);

  service.call("change_user", { user: "ben@example.com", attributes: { password: "Quartz*Kite-58" } });
  service.requests.clear();
  const ben = declared("Violet#Road-93", ", adoptPassword: true").replaceAll("ann", "ben");
  expect((await stack.program(`${declared("Copper+Lane-71")}\n${ben}`).up()).code).toBe(0);
  expect(writes().map(({ object, attributes }) => [object, attributes])).toEqual([
    ["ben@example.com", { password: "[secret]" }],
  ]);
});

test("a run with oma:adopt takes over all that exists, asks for no password, and leaves no trace in state", async () => {
  const { service, stack } = tenant;
  const all = `${program(false)}
new oma.User("ben", { user: "ben@example.com", name: "Ben" });`;
  service.call("change_user", { user: "ben@example.com", attributes: { password: "Quartz*Kite-58" } });
  await stack.succeed("config", "set", "oma:adopt", "true");
  const preview = await stack.program(all).preview();
  expect(preview.output).toMatch(/5 to create/);
  const run = await stack.up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  const written = service.requests.filter(({ method, outcome }) => method.includes("change_") && outcome === "ok");
  expect(Object.fromEntries(written.map(({ object, attributes }) => [object, attributes]))).toEqual({
    Blue: { page_title: "After" },
    "example.com": { limit_users: 8 },
    "ann@example.com": { name: "Ann After" },
    "ben@example.com": { name: "Ben" },
  });

  await stack.succeed("config", "rm", "oma:adopt");
  service.requests.clear();
  expect((await stack.up()).code).toBe(0);
  expect(callsTo(service)).toEqual([]);
  expect((await stack.resources()).flatMap(({ inputs }) => ("adopt" in inputs ? [inputs] : []))).toEqual([]);
});

test("a mailbox whose resource gets another name in the program, and adopts it, is not deleted", async () => {
  const { service, stack } = tenant;
  const named = (name: string) => `new oma.User("${name}", { user: "ann@example.com", adopt: true });`;
  expect((await stack.program(named("before")).up()).code).toBe(0);
  service.requests.clear();
  expect((await stack.program(named("after")).up()).code).toBe(0);
  expect(callsTo(service)).not.toContain("delete_user ann@example.com");
  expect(service.call("get_user", { user: "ann@example.com" }).success).toBe(true);
  expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1))).toEqual(["after"]);
});

test("a mailbox that one resource of the program has is not adopted by another one", async () => {
  const { service, stack } = tenant;
  const declared = (name: string, opts = "{}") =>
    `const ${name} = new oma.User("${name}", { user: "ann@example.com", name: "Of ${name}", adopt: true }, ${opts});`;
  expect((await stack.program(declared("one")).up()).code).toBe(0);
  service.requests.clear();

  const run = await stack.program(`${declared("one")}\n${declared("other", "{ dependsOn: [one] }")}`).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("ann@example.com: User already belongs to another resource in this program");
  expect(writesTo(service)).toEqual([]);
  expect(service.call("get_user", { user: "ann@example.com" }).attributes?.name).toBe("Of one");
  expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1))).toEqual(["one"]);
});

test("a mailbox that is adopted in its own place lives on, or is refused", async () => {
  const { service, stack } = tenant;
  const declared = 'new oma.User("ann", { user: "ann@example.com", name: "Ann After", adopt: true });';
  expect((await stack.program(declared).up()).code).toBe(0);
  const [ann] = await stack.resources();
  service.requests.clear();

  const run = await stack.up("--target-replace", ann?.urn ?? "");
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(run.output).toMatch(/replaced/);
  expect(writesTo(service)).toEqual([]);
  expect(await stack.resources()).toHaveLength(1);

  const anew = declared.replace("After", "Anew").replace(");", ', { replaceOnChanges: ["name"] });');
  const refused = await stack.program(anew).up();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("With replaceOnChanges an object would have to take its own place");
  expect(writesTo(service)).toEqual([]);
});

test("a company is taken over, and a reset on delete brings its prior values back", async () => {
  const { service, stack } = tenant;
  service.call("change_company", { company, attributes: { spamlevel: "Normal", notes_external: "before" } });
  const declared = (onDelete: string) =>
    `new oma.Company("c", { company: "${company}", spamlevel: "High", notesExternal: "after", onDelete: "${onDelete}" });`;
  expect((await stack.program(declared("reset")).up()).code).toBe(0);
  expect(service.call("get_company", { company }).attributes).toMatchObject({
    spamlevel: "High",
    notes_external: "after",
  });
  expect((await stack.destroy()).code).toBe(0);
  expect(service.call("get_company", { company }).attributes).toMatchObject({
    spamlevel: "Normal",
    notes_external: "before",
  });
});

test("a look-up of what does not exist fails, and one of what exists brings its values without managing it", async () => {
  const { service, stack } = tenant;
  const found = await stack.program('exports.title = oma.User.get("ann", "ann@example.com").title;').up();
  expect(found.output).toMatch(/title: "Dr"/);
  const missing = await stack.program('oma.User.get("nobody", "nobody@example.com");').up();
  expect(missing.code).not.toBe(0);
  expect(missing.output).toContain("nobody@example.com: User does not exist");
  expect(service.requests.filter(({ method }) => method.includes("change_"))).toEqual([]);
});
