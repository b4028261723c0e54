import type { Simulator } from "../../simulator/index.js";
import { ERROR_TEXTS } from "../../simulator/wire/errors.js";
import { expectCommitted } from "./support/committed-page.js";
import { type Declaration, programOf } from "./support/program.js";
import { startRelay } from "./support/relay.js";
import { startService } from "./support/service.js";
import {
  type Cell,
  type Hindrance,
  hindrances,
  methods,
  otherAnswers,
  refusals,
  refusedCalls,
  type Signal,
  signalCellsPage,
  signals,
  type Verb,
  verbs,
} from "./support/signal-cells.js";
import { type Run, Stack } from "./support/stack.js";
import { accountVariables, company } from "./support/tenant.js";

/** One object of the run of a verb. */
interface Subject {
  readonly signal: Signal;
  readonly verb: Verb;
  readonly cell: Cell;
  readonly user: string;
}

const password = "Quartz*Kite-58";
const subjects = signals.flatMap((signal) =>
  verbs.flatMap((verb): Subject[] => {
    const cell = signal.cells[verb];
    const domain = signal.domain === undefined ? "signals.example" : `${signal.domain}.${verb}.example`;
    return cell === undefined ? [] : [{ signal, verb, cell, user: `${signal.key}.${verb}@${domain}` }];
  }),
);
const of = (...wanted: readonly Verb[]) => subjects.filter(({ verb }) => wanted.includes(verb));

let service: Simulator;
let stack: Stack;
beforeAll(async () => {
  service = await startService();
  // 240 checkpoints of 240 resources would take longer than all calls.
  stack = await Stack.create({ ...accountVariables(service), PULUMI_SKIP_CHECKPOINTS: "true" });
  for (const domain of ["signals.example", ...of("read", "update", "delete").map(({ user }) => user.split("@")[1])]) {
    service.call("change_domain", { domain: domain ?? "", attributes: { limit_users: 900, limit_aliases: 900 } });
  }
});
afterAll(async () => {
  stack.remove();
  await service.close();
});

/** Most of the time passes in pauses of the provider. */
const allAtOnce = ["--parallel", "300"];

/** The first one learns what may be set, so that the others need not look for it. */
const first = `const first = new oma.User("first", { user: "first@signals.example", password: "${password}" });\n`;

function program(declared: readonly Subject[], name: (subject: Subject) => string): string {
  const resources = declared.map(
    (subject): Declaration => ({
      kind: "User",
      name: subject.user,
      args: { user: subject.user, password, name: name(subject), ...subject.signal.args },
    }),
  );
  return first + programOf(resources).replaceAll(", {});", ", { dependsOn: [first] });");
}

/** Brings the situations and faults of a verb about, runs it, and keeps what was said and received. */
async function meet(verb: Verb, run: () => Promise<Run>): Promise<Run> {
  for (const { signal, user } of of(verb)) {
    signal.given?.(service, verb, user);
    const fault = signal.fault?.(verb);
    if (fault !== undefined) service.faults.next({ ...fault, method: methods[verb], object: user });
  }
  service.requests.clear();
  const done = await run();
  service.faults.clear();
  return done;
}

/** What differs from the cells of the verb, one text per difference. */
async function differences(verb: Verb, { output }: Run): Promise<string[]> {
  const kept = new Set((await stack.resources()).map(({ id }) => id));
  const calls = new Map<string, string[]>();
  for (const { object, method, outcome } of service.requests.entries()) {
    calls.set(object, [...(calls.get(object) ?? []), `${method} ${outcome ?? "-"}`]);
  }
  return of(verb).flatMap(({ cell, user }) => {
    const got = (calls.get(user) ?? []).join(", ");
    const missing = (cell.error ?? [])
      .map((text) => text.replace("USER", user))
      .filter((text) => !output.includes(text));
    const isKept =
      verb === "delete" ? cell.ends === "failed" : verb === "create" ? cell.ends === "done" : cell.ends !== "gone";
    return [
      ...(got === cell.calls.join(", ") ? [] : [`${user}: received ${got}; expected ${cell.calls.join(", ")}`]),
      ...missing.map((text) => `${user}: not said: ${text}`),
      ...(kept.has(user) === isKept ? [] : [`${user}: ${isKept ? "not in" : "still in"} state`]),
    ];
  });
}

test("each answer to a create", async () => {
  const later = of("read", "update", "delete");
  const all = program([...of("create"), ...later], () => "Before");
  const run = await meet("create", () => stack.program(all).up("--continue-on-error", ...allAtOnce));
  expect(run.code).not.toBe(0);
  expect(await differences("create", run)).toEqual([]);
});

test("each answer to an update", async () => {
  const made = subjects.filter(({ verb, cell }) => verb !== "create" || cell.ends === "done");
  const changed = program(made, ({ verb }) => (verb === "update" ? "After" : "Before"));
  const run = await meet("update", () => stack.program(changed).up("--continue-on-error", ...allAtOnce));
  expect(run.code).not.toBe(0);
  expect(await differences("update", run)).toEqual([]);
  for (const { cell, signal, user } of of("update")) {
    if (signal.given !== undefined) continue;
    const name = cell.ends === "done" ? "After" : "Before";
    expect([user, service.call("get_user", { user }).attributes?.name]).toEqual([user, name]);
  }
});

test("each answer to a read", async () => {
  const run = await meet("read", () => stack.refresh(...allAtOnce));
  expect(run.code).not.toBe(0);
  expect(await differences("read", run)).toEqual([]);
});

test("each answer to a delete", async () => {
  const run = await meet("delete", () => stack.destroy("--continue-on-error", ...allAtOnce));
  expect(run.code).not.toBe(0);
  expect(await differences("delete", run)).toEqual([]);
});

describe("a refusal of the credentials ends the run of its process:", () => {
  let paired: Stack;
  beforeAll(async () => {
    paired = await Stack.create({ ...accountVariables(service), OMA_PARALLEL: "1" });
  });
  afterAll(() => paired.remove());

  const pairs = refusals.map((number) => ({
    number,
    users: ["a", "b"].map((name) => `${name}.refused${number}@signals.example`),
  }));
  const everyUser = pairs.flatMap(({ users }) => users);

  /** Each explicit provider has a process, and so a session, of its own. */
  function refusedProgram(name: string): string {
    const providers = pairs.map(({ number, users }) => {
      const declared = users.map((user) => ({ kind: "User" as const, name: user, args: { user, password, name } }));
      return `{ const provider = new oma.Provider("p${number}", { user: "of the environment" });
${programOf(declared).replaceAll(", {});", ", { provider });")} }`;
    });
    return providers.join("\n");
  }

  const runs: Readonly<Record<Verb, () => Promise<Run>>> = {
    create: () => paired.program(refusedProgram("Before")).up("--continue-on-error", ...allAtOnce),
    read: () => paired.refresh(...allAtOnce),
    update: () => paired.program(refusedProgram("After")).up("--continue-on-error", ...allAtOnce),
    delete: () => paired.destroy("--continue-on-error", ...allAtOnce),
  };

  test.each(verbs)("%s", async (verb) => {
    if (verb === "read") expect((await runs.create()).code).toBe(0);
    for (const { number, users } of pairs) {
      for (const object of users) service.faults.add({ error_number: number, method: methods[verb], object });
    }
    service.requests.clear();
    const run = await runs[verb]();
    service.faults.clear();
    expect(run.code).not.toBe(0);
    const calls = service.requests.entries();
    for (const { number, users } of pairs) {
      const ofPair = calls.filter(({ object }) => users.includes(object)).map(({ outcome }) => outcome);
      const from = ofPair.indexOf(number);
      expect([number, ofPair.slice(from)]).toEqual([number, Array(refusedCalls(number)).fill(number)]);
      const words = `OMA refused admin ${service.admin.user} with ${number} (${ERROR_TEXTS[number]}); no further call is sent`;
      expect(run.output).toContain(words);
    }
    // One token for each process, and one more where the first may have run out.
    expect(calls.filter(({ method }) => method === "authenticate")).toHaveLength(pairs.length + 1);
    const kept = (await paired.resources()).map(({ id }) => id).sort();
    expect(kept).toEqual(verb === "create" ? [] : [...everyUser].sort());
    const held = everyUser.filter((user) => service.call("get_user", { user }).attributes?.name === "Before");
    expect(held).toEqual(verb === "create" ? [] : everyUser);
  });
});

/** What identifies the object of a hindrance. */
function identityOf({ kind, object }: Hindrance): Record<string, string> {
  if (kind === "Brand") return { company, brand: object };
  const [domain = "", workgroup] = object.split("/");
  return workgroup === undefined ? { domain } : { domain, workgroup };
}

test("each hindrance to a delete of a domain, brand or workgroup", async () => {
  service.call("change_domain", { domain: "groups.example", attributes: {} });
  const declared = hindrances.map(
    (hindrance): Declaration => ({
      kind: hindrance.kind,
      name: hindrance.object,
      args: { ...identityOf(hindrance), deleteTimeout: 5 },
    }),
  );
  expect((await stack.program(programOf(declared)).up()).code).toBe(0);
  const forward = { type: "forward", forward_recipients: ["a@x.example"] };
  const staying = Array.from({ length: 11 }, (_, n) => `u${String(n).padStart(2, "0")}@full.example`);
  const leaving = ["ann@leaving.example", "bob@leaving.example"];
  service.call("change_domain", { domain: "keeper.example", attributes: { brand: "Kept" } });
  service.call("change_domain", { domain: "carrier.example", attributes: { brand: "Leaving" } });
  for (const user of [...staying, ...leaving]) service.call("change_user", { user, attributes: forward });
  service.call("change_user", { user: "chief@keeper.example", attributes: { password } });
  service.call("set_role", {
    user: "chief@keeper.example",
    role: "domain",
    objects: ["keeper.example", "ruled.example"],
  });
  const inGroup = (user: string, workgroup: string, attributes: object) =>
    service.call("change_user", { user, attributes: { ...attributes, workgroup } });
  inGroup("u@groups.example", "full", forward);
  inGroup("chief@groups.example", "ruled", { password });
  service.call("set_role", { user: "chief@groups.example", role: "workgroup", object: "groups.example/ruled" });
  inGroup("chief@groups.example", "staff", {});
  service.call("change_domain", { domain: "groups.example", attributes: { workgroup: "default" } });
  // Each attempt finds less than the one before.
  const unhook = service.onCall(({ method, object, phase }) => {
    if (phase === "before" || !method.includes("delete")) return;
    const user = object === "leaving.example" ? leaving.pop() : undefined;
    if (user !== undefined) service.call("delete_user", { user });
    if (object === "Leaving") service.call("change_domain", { domain: "carrier.example", attributes: { brand: null } });
  });
  service.requests.clear();
  const run = await stack.destroy("--continue-on-error", ...allAtOnce);
  unhook();
  const kept = (await stack.resources()).map(({ id }) => id);
  for (const { number, object, kind, error, isLetGo } of hindrances) {
    const outcomes = service.requests
      .filter((call) => call.object === object && call.method.includes("delete"))
      .map(({ outcome }) => outcome);
    const isDeleted = error === undefined && !isLetGo;
    expect([object, [...new Set(outcomes)]]).toEqual([object, isDeleted ? [number, "ok"] : [number]]);
    for (const words of error ?? []) expect(run.output).toContain(words);
    expect([object, kept.includes(kind === "Brand" ? `${company}/${object}` : object)]).toEqual([
      object,
      error !== undefined,
    ]);
  }
});

test("each answer that only a rename or a role meets is an error, and the state is as it was", async () => {
  const others = await Stack.create(accountVariables(service));
  for (const domain of ["others.example", "elsewhere.example"])
    service.call("change_domain", { domain, attributes: {} });
  const renamed = otherAnswers.filter(({ method }) => method === "rename_user").map(({ user }) => user);
  const roles = otherAnswers.filter(({ method }) => method === "set_role");
  for (const { user } of roles) service.call("change_user", { user, attributes: { password } });
  const users = (name: (user: string) => string): Declaration[] =>
    renamed.map((user) => ({ kind: "User", name: user, args: { user: name(user), password } }));
  const given = roles.map(({ user, isReal }): Declaration => {
    const objects = [isReal ? "elsewhere.example" : "others.example"];
    return { kind: "Role", name: user, args: { user, role: "domain", objects } };
  });
  expect((await others.program(programOf(users((user) => user))).up()).code).toBe(0);
  for (const { number, method, user, isReal } of otherAnswers) {
    if (!isReal) service.faults.next({ error_number: number, method, object: user });
  }
  service.requests.clear();
  const program = programOf([...users((user) => user.replace("old", "new")), ...given]);
  const run = await others.program(program).up("--continue-on-error");
  service.faults.clear();
  expect(run.code).not.toBe(0);
  for (const { number, method, user, error } of otherAnswers) {
    const calls = service.requests.filter((call) => call.method === method && call.object === user);
    expect([user, calls.map(({ outcome }) => outcome)]).toEqual([user, [number]]);
    for (const words of error) expect(run.output).toContain(words);
  }
  expect((await others.resources()).map(({ id }) => id).sort()).toEqual(renamed);
  others.remove();
});

test("no connection on any verb is an error, and the state is as it was", async () => {
  const relay = await startRelay(service.url, () => true);
  const offline = await Stack.create({ ...accountVariables(service), OMA_ENDPOINT: relay.url });
  const user = (name: string, title: string) =>
    `new oma.User("${name}", { user: "${name}@signals.example", password: "${password}", title: "${title}" });`;
  expect((await offline.program(user("offline", "Before")).up()).code).toBe(0);
  await relay.unplug();
  service.requests.clear();
  const runs = [
    () => offline.program(user("offline", "After") + user("new", "Before")).up("--continue-on-error"),
    () => offline.refresh(),
    () => offline.destroy(),
  ];
  for (const run of runs) {
    const { code, output } = await run();
    expect(code).not.toBe(0);
    expect(output).toContain(`no connection to ${relay.url} (ECONNREFUSED)`);
    expect(output).toContain("Check the `endpoint` or `cluster` setting");
    const kept = (await offline.resources()).map(({ id, outputs }) => [id, outputs.title]);
    expect(kept).toEqual([["offline@signals.example", "Before"]]);
  }
  expect(service.requests.entries()).toEqual([]);
  offline.remove();
});

test("the committed table of what each answer does is the present one", () => {
  expectCommitted("signal-cells.md", signalCellsPage());
});
