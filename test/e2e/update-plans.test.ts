import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "../../simulator/index.js";
import { accountOf, runInlinePrograms } from "./support/inline-programs.js";
import { bringTo, oldStack, passwordOfFixtures, takeIn, timeOfFixtures } from "./support/old-state.js";
import { startService } from "./support/service.js";
import { type Run, Stack } from "./support/stack.js";
import { accountVariables, callsTo, company, startTenant, type Tenant, writesTo } from "./support/tenant.js";

const planFile = "plan.json";
const [first, second, third] = ["Canary*Kite-58", "Canary*Road-93", "Canary*Wave-17"];
const hash = (filled: string) => `{SSHA512}${Buffer.alloc(72, filled).toString("base64")}`;

let tenant: Tenant;
const start = async (options: SimulatorOptions = {}) => {
  tenant = await startTenant(options);
};
/** @param variables of the engine's environment. */
const startWith = async (variables: (service: Simulator) => Record<string, string>) => {
  const service = await startService();
  const stack = await Stack.create(variables(service));
  const close = async () => {
    stack.remove();
    await service.close();
  };
  tenant = { service, stack, close };
};
afterEach(() => tenant.close());

const plan = () => readFileSync(join(tenant.stack.folder, planFile), "utf8");

function expectSuccess(run: Run): Run {
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  return run;
}

/** Saves the plan of a program. */
async function save(body: string, ...flags: string[]): Promise<Run> {
  return expectSuccess(await tenant.stack.program(body).run("preview", "--save-plan", planFile, ...flags));
}

/** Carries out what was saved, and returns the writes that the service received. */
async function apply(...flags: string[]): Promise<string[]> {
  tenant.service.requests.clear();
  expectSuccess(await tenant.stack.up("--plan", planFile, ...flags));
  return writesTo(tenant.service).map(({ method, object }) => `${method} ${object}`);
}

async function planned(body: string, ...flags: string[]): Promise<string[]> {
  await save(body, ...flags);
  return (await apply(...flags)).sort();
}

/** Values that differ from step to step. */
interface Step {
  readonly text: string;
  /** Part of the names of what a change of the name replaces. */
  readonly made: string;
  /** Local part of the first of two mailboxes, and of the second. */
  readonly locals: readonly [string, string];
}

/** Each kind, once for an update and once for a replacement where its name can change, and a look-up by id. */
const everything = ({ text, made, locals: [one, other] }: Step) => `
oma.Company.get("seen", "${company}");
new oma.Company("company", { company: "${company}", notesExternal: "${text}" });
const brand = new oma.Brand("brand", { company: "${company}", brand: "${made}", attributes: { page_title: "${text}" } });
const domain = new oma.Domain("domain", { domain: "example.com", notesExternal: "${text}", brand: brand.brand });
const spare = new oma.Domain("spare", { domain: "${made}.example.net", notesExternal: "${text}" });
const group = new oma.Workgroup("group", { domain: domain.domain, workgroup: "${made}" });
const ann = new oma.User("ann", {
  user: domain.address("ann"), password: "${first}", notesExternal: "${text}", workgroup: group.workgroup,
});
new oma.User("moving", { user: spare.address("ann"), password: "${first}", notesExternal: "${text}" });
new oma.Role("role", { user: ann.user, role: "domain", objects: "${text}" === "a" ? ["example.com"] : ["example.com", spare.domain] });
new oma.CompanyBulletin("all", { company: "${company}", type: "manual", bulletin: "${made}", bulletinText: "Subject: ${text}" });
new oma.DomainBulletin("new", { domain: domain.domain, type: "auto", bulletin: "${made}", bulletinText: "Subject: ${text}" });
new oma.SieveRuleset("main", { user: ann.user, ruleset: "${made}", data: "# ${text}", activeRule: true });
new oma.AppPassword("phone", { user: ann.user, tag: "${made}" });
for (const [name, local] of [["bob", "${one}"], ["cid", "${other}"]]) {
  new oma.User(name, { user: domain.address(local), name: "Mail of " + name, password: "${first}" });
}
`;
const created: Step = { text: "a", made: "one", locals: ["bob", "cid"] };
const updated: Step = { ...created, text: "b" };
const replaced: Step = { ...updated, made: "two" };

describe.each([1, 16])("with --parallel %i, what was planned of each kind is carried out:", (parallel) => {
  const step = (to: Step) => planned(everything(to), "--parallel", String(parallel));

  test("create, update, replace, rename, nothing, delete", async () => {
    await start();
    const { service, stack } = tenant;
    expect((await step(created)).length).toBeGreaterThanOrEqual(14);
    expect(await step(updated)).toEqual([
      "_change_brand one",
      "change_company Lakeside Demo Mail",
      "change_company_bulletin Lakeside Demo Mail",
      "change_domain example.com",
      "change_domain one.example.net",
      "change_domain_bulletin example.com",
      "change_user ann@example.com",
      "change_user ann@one.example.net",
      "set_role ann@example.com",
      "set_sieve ann@example.com",
    ]);
    const methods = (await step(replaced)).map((call) => call.split(" ")[0]);
    const gone = ["_delete_brand", "delete_domain", "delete_user", "delete_workgroup"];
    expect(methods).toEqual(expect.arrayContaining([...gone, "create_workgroup", "app_password", "set_sieve"]));
    // With --parallel 1 only a single rename can be carried out: accounts that exchange names wait for each other.
    const locals = parallel === 1 ? (["bo", "cid"] as const) : (["cid", "bob"] as const);
    const renames = await step({ ...replaced, locals });
    expect(renames.every((call) => call.startsWith("rename_user"))).toBe(true);
    expect(renames.length).toBeGreaterThan(0);
    const nameOf = (user: string) => service.call("get_user", { user }).attributes?.name;
    expect(nameOf(`${locals[0]}@example.com`)).toBe("Mail of bob");
    expect(await step({ ...replaced, locals })).toEqual([]);
    await planned("", "--parallel", String(parallel));
    expect(await stack.resources()).toEqual([]);
    expect(service.call("get_domain", { domain: "example.com" }).error_number).toBe(2);
  });
});

/** Each way to give a password. `variable` is one of the engine's environment. */
const ways = (secret: string, hashed: string, variable: string, version: number) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
const user = (name, given) => new oma.User(name, { user: domain.address(name), ...given });
user("plain", { password: "${secret}" });
user("marked", { password: pulumi.secret("${secret}") });
user("late", { password: domain.id.apply(() => "${secret}") });
user("hashed", { password: "${hashed}" });
user("env", { passwordFrom: { env: "${variable}" } });
user("file", { passwordFrom: { file: "password.txt" } });
user("versioned", { passwordFrom: { file: "password.txt", version: ${version} } });
`;
const people = ["env", "file", "hashed", "late", "marked", "plain", "versioned"];
const changes = people.map((name) => `change_user ${name}@example.com`);

async function opens(name: string, password: string): Promise<boolean> {
  const body = JSON.stringify({ credentials: { user: `${name}@example.com`, password } });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${tenant.service.url}/authenticate`, { method: "POST", body, headers });
  return ((await answer.json()) as { success: boolean }).success;
}

test("a password is created, kept and changed as planned, in each of the ways", async () => {
  await startWith((service) => ({ ...accountVariables(service), FIRST: first, SECOND: second }));
  const clearText = people.filter((name) => name !== "hashed");
  const allOpen = async (password: string) => Promise.all(clearText.map((name) => opens(name, password)));

  tenant.stack.write("password.txt", first);
  const before = ways(first, hash("a"), "FIRST", 1);
  expect(await planned(before)).toEqual(["change_domain example.com", ...changes]);
  expect(plan()).not.toMatch(/scrypt|Canary/);
  expect(await allOpen(first)).not.toContain(false);
  expect(await planned(before)).toEqual([]);

  tenant.stack.write("password.txt", second);
  const after = ways(second, hash("b"), "SECOND", 2);
  expect(await planned(after)).toEqual(changes);
  expect(await allOpen(second)).not.toContain(false);
  expect(await planned(after)).toEqual([]);
});

const ann = (attributes: object) =>
  `new oma.User("ann", ${JSON.stringify({ user: "ann@example.com", ...attributes })});`;

describe("a plan that no longer fits is refused before anything is written, and neither password nor fingerprint is shown:", () => {
  beforeEach(async () => {
    await start();
    const { service } = tenant;
    service.call("change_domain", { domain: "example.com", attributes: {} });
    expectSuccess(await tenant.stack.program(ann({ password: first, quota: 1048576 })).up());
  });

  /** What the engine says when the plan of one program is carried out with another. */
  async function refused(before: string, after: string, ...flags: string[]): Promise<string> {
    await save(before);
    tenant.service.requests.clear();
    const run = await tenant.stack.program(after).up("--plan", planFile, ...flags);
    expect(run.code).not.toBe(0);
    expect(run.output).not.toMatch(/scrypt|Canary/);
    expect(writesTo(tenant.service)).toEqual([]);
    return run.output;
  }

  test.each<[string, string, string, RegExp]>([
    [
      "another password, where none was planned",
      ann({ password: first, quota: 1048576 }),
      ann({ password: second, quota: 1048576 }),
      /violates plan: properties changed: =~password/,
    ],
    [
      "another password, where another attribute was planned",
      ann({ password: first, quota: 2097152 }),
      ann({ password: second, quota: 2097152 }),
      /violates plan: properties changed: =~password/,
    ],
    [
      "another attribute beside a planned password",
      ann({ password: second, quota: 1048576 }),
      ann({ password: second, quota: 2097152 }),
      /violates plan: properties changed: =~quota/,
    ],
    [
      "the old password, where another one was planned",
      ann({ password: second, quota: 1048576 }),
      ann({ password: first, quota: 1048576 }),
      /violates plan: properties changed: ~=password/,
    ],
    [
      "no password, where one was planned",
      ann({ password: second, quota: 1048576 }),
      ann({ quota: 1048576 }),
      /violates plan: properties changed: ~-password/,
    ],
    [
      "another password, where its removal was planned",
      ann({ quota: 1048576 }),
      ann({ password: second, quota: 1048576 }),
      /violates plan: properties changed: -~password/,
    ],
    ["a user that was to be deleted", "", ann({ password: second, quota: 1048576 }), /violates plan/],
    [
      "a user of whom the plan does not know",
      ann({ password: first, quota: 1048576 }),
      ann({ password: first, quota: 1048576 }) + ann({ password: second }).replaceAll("ann", "bob"),
      /create is not allowed by the plan/,
    ],
  ])("%s", async (_, before, after, says) => {
    expect(await refused(before, after)).toMatch(says);
  });

  // Releases of the engine before 3.274 print all inputs here, and the fingerprint among them.
  test("a user that state lost since, without the password", async () => {
    await save(ann({ password: first, quota: 2097152 }));
    await tenant.stack.succeed("state", "delete", "--yes", (await tenant.stack.resources())[0]?.urn ?? "");
    tenant.service.requests.clear();
    const run = await tenant.stack.up("--plan", planFile);
    expect([run.code === 0, run.output]).toEqual([false, expect.stringContaining("violates plan")]);
    expect(run.output).not.toContain("Canary");
    expect(writesTo(tenant.service)).toEqual([]);
  });
});

test("a plan holds that a password is written, and which version, but not which password", async () => {
  await start();
  const { service, stack } = tenant;
  service.call("change_domain", { domain: "example.com", attributes: {} });
  expectSuccess(await stack.program(ann({ password: first })).up());
  await save(ann({ password: second }));
  stack.program(ann({ password: third }));
  expect(await apply()).toEqual(["change_user ann@example.com"]);

  stack.write("password.txt", second);
  const versioned = (version: number) => ann({ passwordFrom: { file: "password.txt", version } });
  await save(versioned(1));
  service.requests.clear();
  const refusal = await stack.program(versioned(2)).up("--plan", planFile);
  expect([refusal.code === 0, refusal.output]).toEqual([false, expect.stringContaining("passwordFrom")]);
  expect(writesTo(service)).toEqual([]);
  stack.program(versioned(1));
  expect(await apply()).toEqual(["change_user ann@example.com"]);
});

test("the plan of a stack that an earlier release left changes nothing, and one of another password writes that", async () => {
  await start({ now: () => timeOfFixtures });
  const { service, stack } = tenant;
  const { program, state } = oldStack("state-format-1");
  bringTo(service);
  await takeIn(stack, service, state);

  // Refused as long as its inputs are those of the earlier release.
  await save(program);
  const stale = await stack.program(program.replace(passwordOfFixtures, second)).up("--plan", planFile);
  expect(stale.output).toMatch(/violates plan/);
  expect(stale.output).not.toMatch(/scrypt|Canary|Quartz/);

  await save(program);
  expect(await apply("--expect-no-changes")).toEqual([]);
  expect(await planned(program.replace(passwordOfFixtures, second))).toEqual(["change_user ann@example.com"]);
});

test("a plan of two accounts is carried out by each of them", async () => {
  await startWith(() => ({}));
  const other = await startService();
  try {
    const program = (name: string) => `
const provider = new oma.Provider("other", {
  endpoint: "${other.url}", user: "${other.admin.user}", password: "${other.admin.password}",
});
for (const [key, opts] of Object.entries({ mine: {}, others: { provider } })) {
  const domain = new oma.Domain(key, { domain: "example.com" }, opts);
  new oma.User(key, { user: domain.address("ann"), password: "${first}", name: "${name}" }, opts);
}`;
    const { stack, service: mine } = tenant;
    const { url, admin } = mine;
    await stack.succeed("config", "set", "oma:endpoint", url);
    await stack.succeed("config", "set", "oma:user", admin.user);
    await stack.succeed("config", "set", "--secret", "oma:password", admin.password);
    for (const name of ["Ann", "Anne"]) {
      await planned(program(name), "--parallel", "16");
      for (const service of [mine, other]) {
        expect(service.call("get_user", { user: "ann@example.com" }).attributes?.name).toBe(name);
      }
    }
    expect(plan()).not.toContain(other.admin.password);
  } finally {
    await other.close();
  }
});

test("a plan of users that must go before their domain is replaced is carried out", async () => {
  await start();
  const program = (name: string) => `
const domain = new oma.Domain("domain", { domain: "${name}" }, { deleteBeforeReplace: true });
const ann = new oma.User("ann", { user: domain.address("ann"), password: "${first}" });
new oma.AppPassword("phone", { user: ann.user, tag: "phone" });`;
  await planned(program("example.com"));
  await planned(program("example.net"));
  expect(tenant.service.call("get_user", { user: "ann@example.net" }).success).toBe(true);
});

test("a plan with ignored passwords, and one after a refresh, are carried out", async () => {
  await start();
  const { service, stack } = tenant;
  service.call("change_domain", { domain: "example.com", attributes: {} });
  const ignoring = (password: string, quota: number) =>
    ann({ password, quota }).replace(/\);$/, `, { ignoreChanges: ["password"] });`);
  await planned(ignoring(first, 1_048_576));
  expect(await planned(ignoring(second, 2_097_152))).toEqual(["change_user ann@example.com"]);
  service.call("change_user", { user: "ann@example.com", attributes: { quota: 3145728 } });
  expect(await planned(ignoring(second, 2_097_152), "--refresh")).toEqual(["change_user ann@example.com"]);
  service.call("delete_user", { user: "ann@example.com" });
  expect(await planned(ann({ password: third, quota: 2097152, restoreDeleted: false }), "--refresh")).toEqual([
    "change_user ann@example.com",
  ]);
  expect((await stack.resources()).map(({ id }) => id)).toEqual(["ann@example.com"]);
});

test("what a preview does not know shows as no change of a user", async () => {
  await start();
  const { service, stack } = tenant;
  service.call("change_domain", { domain: "example.com", attributes: {} });
  expectSuccess(await stack.program(ann({ password: first, quota: 1048576 })).up());
  const shown = async (body: string) => expectSuccess(await stack.program(body).run("preview")).output;
  expect(await shown(ann({ password: first, quota: 1048576 }))).toMatch(/1 unchanged|2 unchanged/);
  expect(await shown(ann({ password: first, quota: 2097152 }))).toContain("[diff: ~quota]");
  expect(await shown(ann({ password: second, quota: 2097152 }))).toContain("[diff: ~password,quota]");
  expect(await shown(ann({ password: second, quota: 1048576 }))).toContain("[diff: ~password]");
  const details = expectSuccess(await stack.preview()).output;
  expect(details).toMatch(/~ password: \[secret\]/);
  expect(details).not.toMatch(/scrypt|Canary|output</);
});

test("an inline program carries out its plan", async () => {
  await start();
  const users = await runInlinePrograms(`
const program = async () => {
  const domain = new oma.Domain("domain", { domain: "example.com" });
  new oma.User("ann", { user: domain.address("ann"), password: "${first}" });
};
const stack = await stackOf("dev", ${accountOf(tenant.service)}, program);
const plan = join(__dirname, "plan.json");
await stack.preview({ plan });
const { summary } = await stack.up({ plan });
return summary.resourceChanges;`);
  expect(users).toMatchObject({ create: expect.any(Number) });
  expect(callsTo(tenant.service)).toContain("change_user ann@example.com");
});
