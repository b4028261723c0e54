import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { killAndRecover, twelveObjects } from "../campaigns/lifecycle/kill.mts";
import { KilledStack } from "../campaigns/lifecycle/killed-stack.mts";
import { startService } from "./support/service.js";

const secretText = "Canary*Kite-58";
const ann = "ann@example.com";

/** A domain and one user in it. */
const program = (name: string, more = "") => `
const domain = new oma.Domain("domain", { domain: "example.com" });
new oma.User("user", { user: domain.address("${name}"), password: "${secretText}", ${more} });`;

const stacks: KilledStack[] = [];
afterAll(() => {
  for (const stack of stacks) stack.remove();
});

async function start(body: string, variables?: Record<string, string>) {
  const engineFolder = process.env.PULUMI_OMA_ENGINE;
  if (engineFolder === undefined) throw new Error("PULUMI_OMA_ENGINE is not set: run these tests through npm test");
  const service = await startService();
  const place = { repository: resolve(__dirname, "../.."), engineFolder };
  const stack = await KilledStack.create(service, place, variables);
  stacks.push(stack);
  stack.program(body);
  return { service, stack };
}

async function succeed(run: Promise<{ code: number | null; output: string }>): Promise<string> {
  const { code, output } = await run;
  expect([code, code === 0 ? "" : output]).toEqual([0, ""]);
  return output;
}

/** The ids of the users in the state. */
async function usersOf(stack: KilledStack): Promise<string[]> {
  const { deployment } = JSON.parse(await succeed(stack.pulumi("stack", "export"))) as {
    deployment: { resources: { type: string; id: string }[] };
  };
  return deployment.resources.filter(({ type }) => type.endsWith(":User")).map(({ id }) => id);
}

describe("a run that is killed at the boundary of a call, recovered, and run again", () => {
  let stack: KilledStack;
  let empty: () => void;
  let full: () => void;
  beforeAll(async () => {
    ({ stack } = await start(twelveObjects));
    empty = stack.keep();
    await succeed(stack.up());
    full = stack.keep();
  });

  // A slice of the campaign, which does this at every call.
  test.each([
    ["up", "after", 11],
    ["destroy", "after", 7],
  ] as const)("%s, %s call %d: the state and the service hold what is declared, and nothing else", async (...at) => {
    const [command, phase, call] = at;
    (command === "up" ? empty : full)();
    const { killedAt, complaints } = await killAndRecover(stack, command, phase, call);
    expect(killedAt).toBeDefined();
    expect(complaints).toEqual([]);
  });
});

test("a state is left alone while it is locked, in a dry run, or while another package has operations pending", async () => {
  const { stack, service } = await start(program("ann"));
  expect(await stack.killAt("after", "change_user", "up")).toBe(`change_user ${ann}`);
  const file = join(stack.folder, ".state/.pulumi/stacks/killed/dev.json");
  const killed = readFileSync(file, "utf8");
  const unchanged = () => expect(readFileSync(file, "utf8")).toBe(killed);

  const locked = await stack.oma("recover");
  expect([locked.code, locked.output]).toEqual([1, expect.stringContaining("pulumi cancel")]);
  unchanged();
  await stack.unlock();

  const dry = await succeed(stack.oma("recover", "--dry-run"));
  expect(dry).toContain(`User ${ann}, interrupted while creating: created after the attempt began`);
  unchanged();

  const state = JSON.parse(killed);
  const foreign = { ...state.checkpoint.latest.pending_operations[0].resource, type: "other:index:Thing" };
  foreign.urn = "urn:pulumi:dev::killed::other:index:Thing::thing";
  state.checkpoint.latest.pending_operations.push({ type: "creating", resource: foreign });
  writeFileSync(file, JSON.stringify(state));
  const refused = await stack.oma("recover");
  expect([refused.code, refused.output]).toEqual([
    3,
    expect.stringContaining(`${foreign.urn}, interrupted while creating`),
  ]);
  expect(readFileSync(file, "utf8")).toBe(JSON.stringify(state));

  const output = await succeed(stack.oma("recover", "--drop-others", "--stack", "dev"));
  const backups = readdirSync(stack.folder).filter((name) => name.startsWith("oma-recover-"));
  const [backup = ""] = backups.filter((name) => output.includes(name));
  expect(statSync(join(stack.folder, backup)).mode & 0o777).toBe(0o600);
  const kept = readFileSync(join(stack.folder, backup), "utf8");
  expect(JSON.parse(kept).deployment.pending_operations).toHaveLength(2);
  for (const text of [output, kept, readFileSync(file, "utf8")]) expect(text).not.toContain(secretText);
  expect(await usersOf(stack)).toEqual([ann]);

  service.requests.clear();
  expect(await succeed(stack.oma("recover"))).toContain("No operation of this package is pending.");
  await succeed(stack.up("--expect-no-changes"));
  expect(service.requests.entries()).toEqual([]);
});

test("a mailbox that was there before the killed run is not taken, even with the very values that are declared", async () => {
  const { stack, service } = await start(program("ann"));
  service.call("change_domain", { domain: "example.com", attributes: {} });
  service.call("change_user", { user: ann, attributes: { password: "Other*Kite-11" } });
  service.clock.advance(3_600_000);
  stack.program(program("ann").replace('domain: "example.com"', 'domain: "example.com", adopt: true'));
  await stack.killAt("after", "get_user", "up");
  await stack.unlock();

  expect(await succeed(stack.oma("recover"))).toContain("created before the attempt began; it is left alone");
  const refused = await stack.up();
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining("already exists and was not changed")]);
  const carriedOut = service.requests.entries().filter(({ outcome }) => outcome === "ok");
  expect(carriedOut.map(({ method }) => method)).not.toContain("change_user");
});

test("accounts that a killed run was exchanging are found, and each keeps its own mail", async () => {
  const exchange = (...locals: string[]) =>
    `${["anna", "bert"]
      .map((name, index) => {
        const declared = { user: `${locals[index]}@example.com`, name: `Mail of ${name}`, password: secretText };
        return `new oma.User("${name}", ${JSON.stringify(declared)});`;
      })
      .join("\n")}`;
  const { stack, service } = await start(exchange("anna", "bert"));
  service.call("change_domain", { domain: "example.com", attributes: {} });
  await succeed(stack.up("--parallel", "1"));
  stack.program(exchange("bert", "anna"));
  // The first of the exchange has stepped aside by then, and the second has its name.
  const bert = "bert@example.com";
  expect(await stack.killAt("after", `rename_user ${bert}`, "up")).toBe(`rename_user ${bert}`);
  await stack.unlock();

  service.requests.clear();
  const report = await succeed(stack.oma("recover"));
  expect(report).toMatch(
    /User anna@example\.com, interrupted while updating: has the temporary name oma-aside-[0-9a-f]{20}@/,
  );
  expect(report).toContain(`User ${bert}, interrupted while updating: was renamed to anna@example.com`);
  expect((await usersOf(stack)).sort()).toEqual(["anna@example.com", expect.stringMatching(/^oma-aside-/)]);
  await succeed(stack.up());
  const writes = service.requests.filter(({ method }) => /change|delete|rename/.test(method));
  expect(writes.map(({ method, fields }) => `${method} ${fields.new_name}`)).toEqual([`rename_user ${bert}`]);
  const mail = (user: string) => service.call("get_user", { user }).attributes?.name;
  expect([mail("anna@example.com"), mail(bert)]).toEqual(["Mail of bert", "Mail of anna"]);
  await succeed(stack.up("--expect-no-changes"));
});

test("an App Password that a killed run made is removed when that is asked for, and made anew", async () => {
  const body = `new oma.AppPassword("phone", { user: "${ann}", tag: "phone" });`;
  const { stack, service } = await start(body);
  service.call("change_domain", { domain: "example.com", attributes: {} });
  service.call("change_user", { user: ann, attributes: { password: secretText } });
  expect(await stack.killAt("after", "app_password", "up")).toBe(`app_password ${ann}`);
  await stack.unlock();

  const asked = await stack.oma("recover");
  expect([asked.code, asked.output]).toEqual([3, expect.stringContaining("--take-back (removes it")]);
  await succeed(stack.oma("recover", "--dry-run", "--take-back"));
  service.requests.clear();
  const modes = () =>
    service.requests.filter(({ method }) => method === "app_password").map(({ fields }) => fields.mode);
  expect(modes()).toEqual([]);
  await succeed(stack.oma("recover", "--take-back"));
  expect(modes()).toEqual(["remove"]);
  await succeed(stack.up());
  expect(modes()).toEqual(["remove", "add"]);
  await succeed(stack.up("--expect-no-changes"));
});

test("a user whose password is in a file is recovered without it, and the next up writes nothing", async () => {
  const { stack, service } = await start(
    program("ann").replace(`password: "${secretText}"`, 'passwordFrom: { file: "ann.txt" }'),
  );
  const file = join(stack.folder, "ann.txt");
  writeFileSync(file, secretText);
  expect(await stack.killAt("after", "change_user", "up")).toBe(`change_user ${ann}`);
  await stack.unlock();

  rmSync(file);
  await succeed(stack.oma("recover"));
  writeFileSync(file, secretText);
  await succeed(stack.up("--expect-no-changes"));
  writeFileSync(file, "Violet#Road-93");
  service.requests.clear();
  await succeed(stack.up());
  const changes = service.requests.filter(({ method }) => method === "change_user");
  expect(changes.map(({ attributes }) => Object.keys(attributes ?? {}))).toEqual([["password"]]);
});

test("a user that only starts with its password in the program is recovered too", async () => {
  const { stack } = await start(`${program("ann").slice(0, -2)}, { ignoreChanges: ["password"] });`);
  await stack.killAt("after", "change_user", "up");
  await stack.unlock();
  await succeed(stack.oma("recover"));
  await succeed(stack.up("--expect-no-changes"));
});

test("a replacement that was killed after its create goes on with the delete of the old mailbox", async () => {
  const { stack, service } = await start(program("ann"));
  await succeed(stack.up());
  service.call("change_domain", { domain: "example.org", attributes: {} });
  stack.program(program("ann").replace('domain.address("ann")', '"ann@example.org"'));
  expect(await stack.killAt("after", "change_user", "up")).toBe("change_user ann@example.org");
  await stack.unlock();

  await succeed(stack.oma("recover"));
  await succeed(stack.up());
  expect(await usersOf(stack)).toEqual(["ann@example.org"]);
  expect(service.call("get_user", { user: ann }).success).toBe(false);
  await succeed(stack.up("--expect-no-changes"));
});

test("the account of an explicit provider is used for what belongs to it, and its password stays encrypted", async () => {
  const { stack, service } = await start("", {});
  const { user, password } = service.admin;
  stack.program(`
    const account = ${JSON.stringify({ endpoint: service.url, user, password })};
    const provider = new oma.Provider("account", account);
    new oma.Domain("domain", { domain: "example.com" }, { provider });`);
  expect(await stack.killAt("after", "change_domain", "up")).toBe("change_domain example.com");
  await stack.unlock();

  const output = await succeed(stack.oma("recover"));
  expect(output).toContain("Domain example.com, interrupted while creating: created after the attempt began");
  for (const backup of readdirSync(stack.folder).filter((name) => name.startsWith("oma-recover-"))) {
    expect(readFileSync(join(stack.folder, backup), "utf8")).not.toContain(password);
  }
  await succeed(stack.up("--expect-no-changes"));
});
