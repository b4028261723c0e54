import { callsTo, startTenant, type Tenant, writesTo } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  tenant.service.call("change_domain", { domain: "example.com", attributes: {} });
});
afterEach(() => tenant.close());

/** New local part by resource name. */
type Names = Readonly<Record<string, string>>;
/** How a program gives an address to what belongs to a user: as the output of the user, or in letters. */
type By = "output" | "letters";

const parts = ["Role", "SieveRuleset", "AppPassword"];

/** Users, each with everything that can belong to one. */
function program(names: Names, by: By = "output"): string {
  return Object.entries(names)
    .map(([name, local]) => {
      const address = `${local}@example.com`;
      const declared = { user: address, name: `Mail of ${name}`, password: "Quartz*Kite-58" };
      const user = by === "output" ? `${name}.user` : JSON.stringify(address);
      const opts = by === "output" ? "{}" : `{ dependsOn: [${name}] }`;
      return `
        const ${name} = new oma.User("${name}", ${JSON.stringify(declared)});
        new oma.Role("${name}", { user: ${user}, role: "mail", objects: ["example.com"] }, ${opts});
        new oma.SieveRuleset("${name}", { user: ${user}, ruleset: "main", data: "# of ${name}", activeRule: true }, ${opts});
        const phone_${name} = new oma.AppPassword("${name}", { user: ${user}, tag: "phone" }, ${opts});
        exports["${name}"] = phone_${name}.password;
      `;
    })
    .join("\n");
}

async function succeed(run: Promise<{ code: number; output: string }>): Promise<string> {
  const { code, output } = await run;
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
  return output;
}

async function secrets(): Promise<Record<string, string>> {
  const { output } = await tenant.stack.succeed("stack", "output", "--json", "--show-secrets");
  return JSON.parse(output) as Record<string, string>;
}

/** Each account, found by its display name, has what belongs to it, and the state says so. */
async function expectCarried(names: Names): Promise<void> {
  for (const [name, local] of Object.entries(names)) {
    const user = `${local}@example.com`;
    const { attributes, metadata } = tenant.service.call("get_user", { user });
    expect(attributes?.name).toBe(`Mail of ${name}`);
    expect(metadata?.roles).toEqual({ mail: ["example.com"] });
    expect(tenant.service.call("get_sieve", { user }).rulesets).toEqual({ main: `# of ${name}` });
    expect(metadata?.app_passwords).toEqual([expect.objectContaining({ tag: "phone" })]);
  }
  const state = (await tenant.stack.resources()).filter(({ type }) => !type.endsWith(":User"));
  const known = state.map(
    ({ type, urn, outputs }) => `${type.split(":").at(-1)} ${urn.split("::").at(-1)} ${outputs.user}`,
  );
  const expected = Object.entries(names).flatMap(([name, local]) =>
    parts.map((kind) => `${kind} ${name} ${local}@example.com`),
  );
  expect(known.sort()).toEqual(expected.sort());
  tenant.service.requests.clear();
  await succeed(tenant.stack.up());
  expect(callsTo(tenant.service)).toEqual([]);
  await succeed(tenant.stack.drift());
}

test.each<[string, Names, Names, By]>([
  ["one user", { ann: "ann" }, { ann: "anne" }, "output"],
  ["one user, with the address in letters", { ann: "ann" }, { ann: "anne" }, "letters"],
  ["a chain", { ann: "ann", bob: "bob" }, { ann: "anne", bob: "ann" }, "output"],
  ["an exchange", { ann: "ann", bob: "bob" }, { ann: "bob", bob: "ann" }, "output"],
  ["an exchange, with the addresses in letters", { ann: "ann", bob: "bob" }, { ann: "bob", bob: "ann" }, "letters"],
  [
    "all users",
    { ann: "a", bob: "b", cleo: "c", dan: "d" },
    { ann: "a.x", bob: "b.x", cleo: "c.x", dan: "d.x" },
    "output",
  ],
])("%s: what belongs to a user follows a rename in the same up, and is not made anew", async (_, before, after, by) => {
  await succeed(tenant.stack.program(program(before, by)).up());
  const told = await secrets();

  const preview = await succeed(tenant.stack.program(program(after, by)).preview());
  expect(preview).not.toMatch(/replace/);
  tenant.service.requests.clear();
  await succeed(tenant.stack.up());
  expect([...new Set(writesTo(tenant.service).map(({ method }) => method))]).toEqual(["rename_user"]);
  expect(await secrets()).toEqual(told);
  await expectCarried(after);
});

/** A program whose roles are to be written too, so that a refusal of that call stops a run between the renames and the rest. */
const withOtherRoles = (names: Names) => program(names).replaceAll('role: "mail"', 'role: "domain"');

test.each([
  ["one user", { ann: "ann" }, { ann: "anne" }, []],
  ["an exchange", { ann: "ann", bob: "bob" }, { ann: "bob", bob: "ann" }, []],
  ["one user, refreshed", { ann: "ann" }, { ann: "anne" }, ["--refresh"]],
  ["an exchange, refreshed", { ann: "ann", bob: "bob" }, { ann: "bob", bob: "ann" }, ["--refresh"]],
])("%s: what a failed run left behind is carried along by the next one", async (_, before, after, flags) => {
  await succeed(tenant.stack.program(program(before)).up());
  const told = await secrets();
  tenant.service.faults.add({ error_number: 9, method: "set_role", times: 2 });
  expect((await tenant.stack.program(withOtherRoles(after)).up("--parallel", "4")).code).not.toBe(0);
  tenant.service.faults.clear();
  expect(writesTo(tenant.service).map(({ method }) => method)).toContain("rename_user");

  await succeed(tenant.stack.program(program(after)).up(...flags));
  expect(await secrets()).toEqual(told);
  await expectCarried(after);
});

test("what leaves the program while its user is renamed is taken from that user, and from no other", async () => {
  const [before, after] = [
    { ann: "ann", bob: "bob" },
    { ann: "bob", bob: "ann" },
  ];
  await succeed(tenant.stack.program(program(before)).up());
  const [declared = ""] = program(after).split("const bob");
  const bob = program({ bob: "ann" });
  const withoutParts = declared.replace(/new oma.(Role|SieveRuleset).*|const phone.*|exports.*/g, "");
  await succeed(tenant.stack.program(withoutParts + bob).up());
  expect(tenant.service.call("get_user", { user: "bob@example.com" }).metadata).toMatchObject({
    roles: {},
    app_passwords: [],
  });
  await expectCarried({ bob: "ann" });
});

test("a change to another account is a replace", async () => {
  const users = (of: string) => `
    const ann = new oma.User("ann", { user: "ann@example.com", password: "Quartz*Kite-58" });
    const bob = new oma.User("bob", { user: "bob@example.com", password: "Quartz*Kite-58" });
    new oma.Role("role", { user: ${of}.user, role: "mail", objects: ["example.com"] });
    exports.phone = new oma.AppPassword("phone", { user: ${of}.user, tag: "phone" }).password;
  `;
  await succeed(tenant.stack.program(users("ann")).up());
  const told = await secrets();
  expect(await succeed(tenant.stack.program(users("bob")).preview())).toMatch(/replace/);
  await succeed(tenant.stack.up());
  const held = (local: string) => tenant.service.call("get_user", { user: `${local}@example.com` }).metadata;
  expect(held("ann")).toMatchObject({ roles: {}, app_passwords: [] });
  expect(held("bob")).toMatchObject({ roles: { mail: ["example.com"] }, app_passwords: [{ tag: "phone" }] });
  expect(await secrets()).not.toEqual(told);
});
