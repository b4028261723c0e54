import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startRelay } from "./support/relay.js";
import type { Run } from "./support/stack.js";
import { Stack } from "./support/stack.js";
import { accountVariables, callsTo, company, startTenant, type Tenant } from "./support/tenant.js";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.close());

const ann = "ann@example.com";
const admin = "admin@example.com";

interface Choice {
  readonly role?: string;
  readonly text?: string;
  readonly rules?: string;
  readonly tag?: string;
  readonly group?: string;
}

/** One of each kind, tied together as a program would. */
const program = ({
  role = "domain",
  text = "Subject: Hi",
  rules = "keep;",
  tag = "phone",
  group = "night",
}: Choice = {}) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
const night = new oma.Workgroup("night", { domain: domain.domain, workgroup: "${group}" });
const ann = new oma.User("ann", { user: domain.address("ann"), password: "Quartz*Kite-58", workgroup: night.workgroup });
new oma.Role("role", { user: ann.user, role: "${role}", objects: [domain.domain] });
new oma.CompanyBulletin("all", { company: "${company}", type: "manual", bulletin: "All", bulletinText: "${text} all" });
new oma.DomainBulletin("new", { domain: domain.domain, type: "auto", bulletin: "New", bulletinText: "${text} new" });
new oma.SieveRuleset("main", { user: ann.user, ruleset: "main", data: "${rules}", activeRule: true });
const phone = new oma.AppPassword("phone", { user: ann.user, tag: "${tag}" });
exports.password = phone.password;
`;

/** What the service holds of everything that the program declares. */
function held() {
  const call = (method: string, fields: object) =>
    tenant.service.call(method, fields as never) as unknown as Record<string, never>;
  const metadata = call("get_user", { user: ann }).metadata as unknown as
    | { roles: object; app_passwords: { tag: string }[] }
    | undefined;
  const groups = call("search_workgroups", { criteria: { domain: "example.com" } }).workgroups as unknown as
    | { workgroup: string }[]
    | undefined;
  const { rulesets, active_rule: active } = call("get_sieve", { user: ann });
  return {
    role: metadata?.roles,
    all: call("get_company_bulletin", { company, type: "manual", bulletin: "All" }).bulletin_text,
    new: call("get_domain_bulletin", { domain: "example.com", type: "auto", bulletin: "New" }).bulletin_text,
    rulesets,
    active,
    tags: metadata?.app_passwords.map(({ tag }) => tag),
    groups: groups?.map(({ workgroup }) => workgroup),
  };
}
const declared = {
  role: { domain: ["example.com"] },
  all: "Subject: Hi all",
  new: "Subject: Hi new",
  rulesets: { main: "keep;" },
  active: "main",
  tags: ["phone"],
  groups: ["night", "staff"],
};

async function succeeds(run: Promise<Run>): Promise<Run> {
  const done = await run;
  expect([done.code, done.code === 0 ? "" : done.output]).toEqual([0, ""]);
  return done;
}
const up = (choice?: Choice, ...flags: string[]) => succeeds(tenant.stack.program(program(choice)).up(...flags));

/** The calls of these methods since the log was last cleared. */
const written = () =>
  tenant.service.requests
    .filter(({ method }) => !/^_?(get|search)_|^authenticate$/.test(method))
    .map(({ method }) => method)
    .sort();

/** All that the engine wrote: state, history, settings, locks. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== "node_modules")
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

async function password(stack = tenant.stack): Promise<string> {
  return JSON.parse((await stack.succeed("stack", "output", "--json", "--show-secrets")).output).password;
}

test("one up makes one of each kind, a second one and a refresh find nothing to do, and a destroy leaves nothing", async () => {
  const { service, stack } = tenant;
  await up();
  expect(held()).toEqual(declared);
  expect((await stack.resources()).map(({ id }) => id).sort()).toEqual([
    `${company}/manual/All`,
    ann,
    ann,
    `${ann}/main`,
    `${ann}/phone`,
    "example.com",
    "example.com/auto/New",
    "example.com/night",
  ]);

  service.requests.clear();
  const again = await up();
  expect(again.output).toContain("9 unchanged");
  expect(callsTo(service)).toEqual([]);

  const before = await password();
  await succeeds(stack.drift());
  expect(callsTo(service).filter((call) => !call.startsWith("authenticate"))).toHaveLength(8);
  expect(await password()).toBe(before);

  await succeeds(stack.destroy());
  expect(held()).toMatchObject({ all: undefined, new: undefined, groups: undefined, role: undefined });
  expect(await stack.resources()).toEqual([]);
});

test("what somebody changed or took away behind the program's back is drift, and up --refresh brings it back", async () => {
  const { service, stack } = tenant;
  await up();
  const before = await password();
  service.call("set_role", { user: ann, role: "mail", object: "example.com" });
  service.call("change_company_bulletin", { company, type: "manual", bulletin: "All", bulletin_text: "Spam" });
  service.call("change_domain_bulletin", { domain: "example.com", type: "auto", bulletin: "New" });
  service.call("set_sieve", { user: ann, ruleset: "other", data: "discard;", active_rule: "other" });
  service.call("app_password", { user: ann, mode: "remove", tag: "phone" });

  const run = await stack.drift();
  expect(run.code).toBe(7);
  expect(run.output).toMatch(/role *: "domain" => "mail"/);
  expect(run.output).toMatch(/bulletinText: "Subject: Hi all" => "Spam"/);
  expect(run.output).toMatch(/activeRule: true => false/);
  expect(run.output).toMatch(/AppPassword:.*\bphone\b/i);

  service.requests.clear();
  await up({}, "--refresh");
  expect(written()).toEqual([
    "app_password",
    "change_company_bulletin",
    "change_domain_bulletin",
    "set_role",
    "set_sieve",
  ]);
  expect(held()).toEqual({ ...declared, rulesets: { main: "keep;", other: "discard;" } });
  expect(await password()).not.toBe(before);
  await succeeds(stack.drift());
});

test("a change in the program is one call for each object, and what names an object replaces it", async () => {
  const { service, stack } = tenant;
  await up();
  const before = await password();
  service.requests.clear();
  await up({ role: "mail", text: "Subject: Bye", rules: "discard;" });
  expect(written()).toEqual(["change_company_bulletin", "change_domain_bulletin", "set_role", "set_sieve"]);
  const changed = {
    ...declared,
    role: { mail: ["example.com"] },
    all: "Subject: Bye all",
    new: "Subject: Bye new",
    rulesets: { main: "discard;" },
  };
  expect(held()).toEqual(changed);

  service.requests.clear();
  const choice = { role: "mail", text: "Subject: Bye", rules: "discard;", tag: "tablet", group: "day" };
  const preview = await stack.program(program(choice)).preview();
  expect(preview.output).toMatch(/~ tag *: "phone" => "tablet"/);
  expect(preview.output.match(/\[replace\]|oma:\w+: \(replace\)/g)?.length).toBe(2);
  await up(choice);
  expect(written()).toEqual(["app_password", "app_password", "change_user", "create_workgroup", "delete_workgroup"]);
  expect(held()).toEqual({ ...changed, tags: ["tablet"], groups: ["day", "staff"] });
  expect(await password()).not.toBe(before);
  await succeeds(stack.drift());
});

test("what exists already is left alone, and adopted where the program asks for it and that makes sense", async () => {
  const { service, stack } = tenant;
  service.call("change_domain", { domain: "example.com", attributes: {} });
  service.call("create_workgroup", { domain: "example.com", workgroup: "night" });
  service.call("change_user", { user: ann, attributes: { password: "Quartz*Kite-58", workgroup: "night" } });
  service.call("set_role", { user: ann, role: "mail", object: "example.com" });
  service.call("change_company_bulletin", { company, type: "manual", bulletin: "All", bulletin_text: "Old" });
  service.call("set_sieve", { user: ann, ruleset: "main", data: "stop;" });
  service.call("app_password", { user: ann, mode: "add", tag: "phone" });
  const before = held();
  const rest = (adopt: string) => `
new oma.Workgroup("night", { domain: "example.com", workgroup: "night"${adopt} });
new oma.Role("role", { user: "${ann}", role: "domain", objects: ["example.com"]${adopt} });
new oma.CompanyBulletin("all", { company: "${company}", type: "manual", bulletin: "All", bulletinText: "Subject: Hi all"${adopt} });
new oma.SieveRuleset("main", { user: "${ann}", ruleset: "main", data: "keep;", activeRule: true${adopt} });
new oma.AppPassword("phone", { user: "${ann}", tag: "phone" });`;

  const refused = await stack.program(rest("")).up("--continue-on-error");
  expect(refused.code).not.toBe(0);
  for (const kind of ["Workgroup", "Role", "CompanyBulletin", "SieveRuleset", "AppPassword"]) {
    expect(refused.output).toContain(`${kind} already exists and was not changed`);
  }
  expect(held()).toEqual(before);

  const adopted = await stack.program(rest(", adopt: true")).up("--continue-on-error");
  expect(adopted.output).toContain("AppPassword already exists");
  expect(adopted.output).toContain("it cannot be adopted");
  expect(held()).toEqual({ ...declared, new: undefined });
  expect((await stack.resources()).map(({ type }) => type.replace(/.*:/, "")).sort()).toEqual([
    "CompanyBulletin",
    "Role",
    "SieveRuleset",
    "Workgroup",
  ]);
});

test("things that the program does not tie together still go in one destroy, in whatever order", async () => {
  const { service, stack } = tenant;
  const tied = (dependsOn: string) => `
const domain = new oma.Domain("domain", { domain: "example.com" });
const other = new oma.Domain("other", { domain: "other.example" });
const night = new oma.Workgroup("night", { domain: "example.com", workgroup: "night" }, { dependsOn: ${dependsOn}[domain] });
const ann = new oma.User("ann", { user: "${ann}", password: "Quartz*Kite-58", workgroup: "night" }, { dependsOn: ${dependsOn}[night] });
const boss = new oma.User("boss", { user: "${admin}", password: "Quartz*Kite-58" }, { dependsOn: ${dependsOn}[domain] });
const one = { dependsOn: ${dependsOn}[ann] };
new oma.Role("role", { user: "${ann}", role: "workgroup", objects: ["example.com/night"] }, one);
new oma.Role("boss", { user: "${admin}", role: "domain", objects: ["example.com", "other.example"] }, { dependsOn: ${dependsOn}[boss, other] });
new oma.AppPassword("phone", { user: "${ann}", tag: "phone" }, one);
new oma.SieveRuleset("main", { user: "${ann}", ruleset: "main", data: "keep;" }, one);
new oma.DomainBulletin("new", { domain: "example.com", type: "auto", bulletin: "New", bulletinText: "Subject: Hi" }, { dependsOn: ${dependsOn}[domain] });`;
  await succeeds(stack.program(tied("")).up());
  await succeeds(stack.program(tied("false && ")).up());
  await succeeds(stack.destroy());
  for (const domain of ["example.com", "other.example"]) {
    expect(service.call("get_domain", { domain })).toMatchObject({ error_number: 2 });
  }
  expect(await stack.resources()).toEqual([]);
});

describe("an App Password whose answers get lost", () => {
  test("is known in the end, once, and the one that nobody knows is gone", async () => {
    const { service } = tenant;
    service.call("change_domain", { domain: "example.com", attributes: {} });
    service.call("change_user", { user: ann, attributes: { password: "Quartz*Kite-58" } });
    const made: string[] = [];
    const relay = await startRelay(service.url, (answer) => {
      if (typeof answer.password !== "string") return true;
      made.push(answer.password);
      return made.length > 1;
    });
    const stack = await Stack.create({ ...accountVariables(service), OMA_ENDPOINT: relay.url });
    const body = `exports.password = new oma.AppPassword("phone", { user: "${ann}", tag: "phone" }).password;`;
    const run = await succeeds(stack.program(body).up());
    expect(made).toHaveLength(2);
    expect(await password(stack)).toBe(made[1]);
    expect(held().tags).toEqual(["phone"]);
    expect(made.filter((text) => run.output.includes(text))).toEqual([]);
    stack.remove();
  });
});

test("the password of an App Password is encrypted in state, and in no output that hides secrets", async () => {
  const { stack } = tenant;
  const outputs = [(await stack.program(program()).run("up", "--yes", "--diff", "--show-full-output")).output];
  const text = await password();
  expect(text).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  outputs.push((await stack.run("refresh", "--yes", "--diff")).output);
  outputs.push((await stack.run("stack", "output")).output);
  outputs.push(await stack.export());
  outputs.push((await stack.run("preview", "--diff", "--show-sames", "--show-reads")).output);
  expect(outputs.map((output) => output.includes(text))).toEqual(outputs.map(() => false));
  expect(filesBelow(stack.folder).filter((path) => readFileSync(path, "utf8").includes(text))).toEqual([]);

  const [resource] = (await stack.resources()).filter(({ id }) => id === `${ann}/phone`);
  expect(resource?.outputs.password).toMatchObject({ ciphertext: expect.stringMatching(/./) });
  expect(resource?.inputs).not.toHaveProperty("password");
});
