import { startTenant, type Tenant } from "./support/tenant.js";

/** New local part by old one. Display names stay, and tell whose mail an address has. */
type Moves = Readonly<Record<string, string>>;

const chain = { ann: "anne", bob: "ann", cleo: "bob" };
const swap = { ann: "bob", bob: "ann" };

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant();
  tenant.service.call("change_domain", { domain: "example.com", attributes: {} });
});
afterEach(() => tenant.close());

/** @param after which resource each one depends on. */
function program(moves: Moves, after: Moves = {}): string {
  return Object.entries(moves)
    .map(([name, local]) => {
      const declared = { user: `${local}@example.com`, name: `Mail of ${name}`, password: "Quartz*Kite-58" };
      const opts = after[name] === undefined ? "{}" : `{ dependsOn: [${after[name]}] }`;
      return `const ${name} = new oma.User("${name}", ${JSON.stringify(declared)}, ${opts});`;
    })
    .join("\n");
}

const asTheyWere = (moves: Moves) => program(Object.fromEntries(Object.keys(moves).map((name) => [name, name])));

async function created(moves: Moves): Promise<void> {
  const run = await tenant.stack.program(asTheyWere(moves)).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  tenant.service.requests.clear();
}

const writes = () => tenant.service.requests.filter(({ method }) => !/^_?(get|search)_|^authenticate$/.test(method));

/** Whose mail each address has, aliases and accounts that stand aside included. */
function mail(): Record<string, unknown> {
  const { users } = tenant.service.call("search_users", { criteria: { domain: "example.com" } }) as {
    users?: { user: string }[];
  };
  return Object.fromEntries(
    (users ?? []).map(({ user }) => [
      user.replace("@example.com", ""),
      tenant.service.call("get_user", { user }).attributes?.name,
    ]),
  );
}

const renamed = (moves: Moves) =>
  Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, `Mail of ${from}`]));

async function expectSettled(moves: Moves): Promise<void> {
  expect(mail()).toEqual(renamed(moves));
  // Not the ids: the engine keeps those of the creation until a refresh.
  const known = (await tenant.stack.resources()).map(({ outputs }) => [outputs.name, outputs.user]);
  expect(Object.fromEntries(known)).toEqual(
    Object.fromEntries(Object.entries(moves).map(([from, to]) => [`Mail of ${from}`, `${to}@example.com`])),
  );
  tenant.service.requests.clear();
  expect((await tenant.stack.up()).code).toBe(0);
  expect(tenant.service.requests.entries()).toEqual([]);
  expect((await tenant.stack.drift()).code).toBe(0);
}

test.each([
  ["a chain", chain, 3],
  ["a swap", swap, 3],
])("%s is carried out in one up, each account with its own mail", async (_, moves, calls) => {
  await created(moves);
  const run = await tenant.stack.program(program(moves)).up();
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  expect(writes().map(({ method }) => method)).toEqual(Array(calls).fill("rename_user"));
  await expectSettled(moves);
});

test("with --parallel 1, a chain in the order of its dependencies is carried out in one up", async () => {
  await created(chain);
  const run = await tenant.stack.program(program(chain, { bob: "ann", cleo: "bob" })).up("--parallel", "1");
  expect([run.code, run.code === 0 ? "" : run.output]).toEqual([0, ""]);
  await expectSettled(chain);
});

test("with --parallel 1, a swap is refused with the remedy before anything is written, and the remedy works", async () => {
  await created(swap);
  const refused = await tenant.stack.program(program(swap)).up("--parallel", "1");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("cannot be renamed to");
  expect(refused.output).toContain("--parallel 2 or more");
  expect(refused.output).not.toMatch(/\n\s+at /);
  expect(writes()).toEqual([]);
  expect((await tenant.stack.up("--parallel", "2")).code).toBe(0);
  await expectSettled(swap);
});

test("a new name that an account outside of the program has is an error, and nothing is written", async () => {
  await created({ ann: "anne" });
  tenant.service.call("change_user", { user: "anne@example.com", attributes: { password: "Quartz*Kite-58" } });
  tenant.service.requests.clear();
  const run = await tenant.stack.program(program({ ann: "anne" }).replace("Mail of ann", "Anne")).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("ann@example.com: cannot be renamed to anne@example.com, which already exists.");
  expect(writes()).toEqual([]);
  expect((await tenant.stack.resources()).map(({ id }) => id)).toEqual(["ann@example.com"]);
});

test("an account that somebody made in place of the program's own is not renamed", async () => {
  const { service, stack } = tenant;
  const declared = (local: string) =>
    `new oma.User("ann", { user: "${local}@example.com", type: "mailbox", password: "Quartz*Kite-58" });`;
  expect((await stack.program(declared("ann")).up()).code).toBe(0);
  service.call("delete_user", { user: "ann@example.com" });
  const theirs = { password: "Violet#Road-93", name: "Mail of somebody" };
  // Ages are told in whole seconds.
  await new Promise((done) => setTimeout(done, 1_100));
  service.call("change_user", { user: "ann@example.com", attributes: theirs });
  service.requests.clear();

  for (const flags of [[], ["--refresh"]]) {
    const run = await stack.program(declared("anne")).up(...flags);
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("the account that has its name now was created at another time");
  }
  expect(writes()).toEqual([]);
  expect(mail()).toEqual({ ann: "Mail of somebody" });
});

test("a new name whose account the same program deletes is free in the next up", async () => {
  await created(swap);
  const run = await tenant.stack.program(program({ bob: "ann" })).up();
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("rename in the next one");
  expect(writes()).toEqual([]);
  expect((await tenant.stack.program(program({ bob: "bob" })).up()).code).toBe(0);
  expect((await tenant.stack.program(program({ bob: "ann" })).up()).code).toBe(0);
  expect(mail()).toEqual({ ann: "Mail of bob" });
});

test("what was renamed is deleted under its new name", async () => {
  await created(swap);
  expect((await tenant.stack.program(program(swap)).up()).code).toBe(0);
  expect((await tenant.stack.program(program({ ann: "bob" })).up()).code).toBe(0);
  expect(mail()).toEqual({ bob: "Mail of ann" });
});
