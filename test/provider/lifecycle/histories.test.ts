import type { Values } from "../../campaigns/lifecycle/engine.js";
import { handlerEngine, sharedTime, startModelService } from "../../campaigns/lifecycle/handlers.js";
import type { Declaration } from "../../campaigns/lifecycle/program.js";
import { host, keptDomain, passwords } from "../../campaigns/lifecycle/tenant.js";
import { closeAfterTest } from "../support/closing.js";

// Histories that the model found, or nearly did; each is here for good.

const ann = `ann@${keptDomain}`;

function mailbox(name: string, more: Declaration["args"] = {}, dependsOn: string[] = []): Declaration {
  const args = { user: ann, type: "mailbox", password: passwords[0], ...more };
  return { slot: name, kind: "User", name, args, dependsOn, ignoreChanges: [] };
}

/** Nobody can create it: its domain is nowhere. */
const impossible = mailbox("lost", { user: "lost@nowhere.example" });

const user = (name: string, local: string, more: Declaration["args"] = {}) =>
  mailbox(name, { user: `${local}@${keptDomain}`, name: `Mail of ${name}`, ...more });

/** Whose mail an address has. */
const mailAt = (held: (user: string) => Values | undefined, local: string) => held(`${local}@${keptDomain}`)?.name;

async function start() {
  const time = sharedTime();
  const service = await startModelService({ now: time.unixMs });
  const { engine, close } = handlerEngine(service, time);
  closeAfterTest(async () => {
    close();
    await service.close();
  });
  const held = (user: string) => service.call("get_user", { user }).attributes;
  const deleted = () => service.requests.filter(({ method }) => method === "delete_user").map(({ object }) => object);
  return { service, engine, held, deleted, time };
}

test.each([false, true])(
  "a mailbox that another resource adopted outlives the delete that a failed run left for later (refresh: %s)",
  async (refresh) => {
    const { engine, held, deleted } = await start();
    await engine.up([mailbox("before")]);

    const failed = await engine.up([mailbox("after", { adopt: true }), impossible]);
    expect(failed.failures.map(({ name }) => name)).toEqual(["lost"]);
    expect(engine.state.map(({ name }) => name)).toEqual(["before", "after"]);

    const next = await engine.up([mailbox("after", { adopt: true })], { refresh });
    expect(next).toMatchObject({ failures: [], changes: ["delete User before"] });
    expect(deleted()).toEqual([]);
    expect(held(ann)).toBeDefined();
    expect(engine.state.map(({ name }) => name)).toEqual(["after"]);
  },
);

test("what was made anew outlives the delete that a failed run had left of the one before", async () => {
  const { service, engine } = await start();
  const phone = (tag: string): Declaration => ({
    ...mailbox("phone"),
    kind: "AppPassword",
    args: { user: host, tag },
  });
  const tags = () => (service.call("get_user", { user: host }).metadata?.app_passwords as { tag: string }[]) ?? [];
  await engine.up([phone("old")]);
  service.faults.add({ effect: "status", status: 500, when: "before", method: "app_password", times: 20, skip: 1 });
  expect((await engine.up([phone("new")])).failures).toMatchObject([{ verb: "delete" }]);
  service.faults.clear();
  service.call("app_password", { user: host, mode: "remove", tag: "old" });

  expect((await engine.up([phone("old")])).failures).toEqual([]);
  expect(tags().map(({ tag }) => tag)).toEqual(["old"]);
  expect(engine.state).toHaveLength(1);
});

test.each([false, true])(
  "what is taken out of the program is deleted, refreshed before or not (refresh: %s)",
  async (refresh) => {
    const { engine, held, deleted } = await start();
    await engine.up([mailbox("ann")]);
    expect(await engine.up([], { refresh })).toMatchObject({ failures: [], changes: ["delete User ann"] });
    expect(deleted()).toEqual([ann]);
    expect(held(ann)).toBeUndefined();
  },
);

test("letting go of forwarding as a whole leaves the account forwarding, and clears what else was let go of", async () => {
  const { engine, held } = await start();
  const forwarding = { deliveryForward: true, forwardRecipients: ["team@example.org"] };
  await engine.up([mailbox("ann", { ...forwarding, spamtag: "[spam]", name: "Ann" })]);

  expect(await engine.up([mailbox("ann", { name: "Anne" })])).toMatchObject({
    failures: [],
    changes: ["update User ann"],
  });
  const { delivery_forward, forward_recipients, spamtag, name } = held(ann) ?? {};
  expect({ delivery_forward, forward_recipients, spamtag, name }).toEqual({
    delivery_forward: true,
    forward_recipients: ["team@example.org"],
    spamtag: null,
    name: "Anne",
  });
  expect(await engine.up([mailbox("ann", { name: "Anne" })])).toMatchObject({ failures: [], changes: [] });
});

describe("a role that no look has shown since it was given", () => {
  const role: Declaration = {
    ...mailbox("role"),
    kind: "Role",
    args: { user: ann, role: "domain", objects: [keptDomain] },
    ignoreChanges: ["role"],
  };

  async function startUnseen() {
    const { service, engine, held } = await start();
    await engine.up([mailbox("ann")]);
    const roles = () => service.call("get_user", { user: ann }).metadata?.roles;
    // The look before the role is given goes well, and none after it.
    service.faults.add({ effect: "status", status: 500, when: "before", method: "get_user", times: 20, skip: 1 });
    const half = await engine.up([mailbox("ann"), role], { verifyWrites: "all" });
    expect(half.failures).toMatchObject([{ verb: "create", name: "role" }]);
    expect(roles()).toEqual({ domain: [keptDomain] });
    service.faults.clear();
    return { engine, held, roles };
  }

  test("is taken away again", async () => {
    const { engine, held, roles } = await startUnseen();
    expect(await engine.up([mailbox("ann")])).toMatchObject({ failures: [], changes: ["delete Role role"] });
    expect(roles()).toEqual({});
    expect(held(ann)).toBeDefined();
  });

  test("is known after a refresh, also to a program that ignores changes of it", async () => {
    const { engine, roles } = await startUnseen();
    const { failures } = await engine.up([mailbox("ann"), role], { refresh: true });
    expect(failures).toEqual([]);
    expect(await engine.up([mailbox("ann"), role], { refresh: true })).toMatchObject({ failures: [], changes: [] });
    expect(roles()).toEqual({ domain: [keptDomain] });
  });
});

test("a declared empty list that the service refuses stays an error", async () => {
  const { engine, held } = await start();
  await engine.up([mailbox("ann", { deliveryForward: true, forwardRecipients: ["team@example.org"] })]);
  const { failures } = await engine.up([mailbox("ann", { deliveryForward: true, forwardRecipients: [] })]);
  expect(failures).toMatchObject([{ verb: "update", message: expect.stringContaining("refused forwardRecipients") }]);
  expect(held(ann)?.forward_recipients).toEqual(["team@example.org"]);
});

describe("a change of the type does not lose the delivery that stays declared", () => {
  const forward = { type: "forward", deliveryForward: true, forwardRecipients: ["team@example.org"] };

  test("when the account is adopted", async () => {
    const { service, engine, held } = await start();
    service.call("change_user", {
      user: ann,
      attributes: { type: "forward", password: passwords[0], forward_recipients: ["team@example.org"] },
    });
    const adopted = mailbox("ann", { ...forward, type: "mailbox", adopt: true });
    expect((await engine.up([adopted])).failures).toEqual([]);
    expect(held(ann)).toMatchObject({ delivery_forward: true });
  });

  test("when the account is updated", async () => {
    const { engine, held } = await start();
    await engine.up([mailbox("ann", forward)]);
    expect((await engine.up([mailbox("ann", { ...forward, type: "mailbox" })])).failures).toEqual([]);
    expect(held(ann)).toMatchObject({ delivery_forward: true });
  });
});

describe("null is a value to the service, though to the engine's comparison of inputs it is nothing", () => {
  test("an attribute that is declared as null for the first time is cleared", async () => {
    const { service, engine, held } = await start();
    await engine.up([mailbox("ann")]);
    service.call("change_user", { user: ann, attributes: { spamtag: "[theirs]" } });
    expect(await engine.up([mailbox("ann", { spamtag: null })])).toMatchObject({ changes: ["update User ann"] });
    expect(held(ann)?.spamtag).toBeNull();
    expect(await engine.up([mailbox("ann", { spamtag: null })])).toMatchObject({ changes: [] });
  });

  test("an attribute that was declared as null and no longer is, is not managed any more", async () => {
    const { service, engine, held } = await start();
    await engine.up([mailbox("ann", { spamtag: null })]);
    await engine.up([mailbox("ann")]);
    service.call("change_user", { user: ann, attributes: { spamtag: "[theirs]" } });
    expect(await engine.up([mailbox("ann")], { refresh: true })).toMatchObject({ failures: [], changes: [] });
    expect(held(ann)?.spamtag).toBe("[theirs]");
  });
});

test("an account that somebody deleted is not taken for the one that has come to its name, in this run or a later one", async () => {
  const { service, engine, held, deleted } = await start();
  await engine.up([user("cat", "cat"), user("dan", "dan")]);
  service.call("delete_user", { user: `cat@${keptDomain}` });

  const exchanged = [user("dan", "cat"), user("cat", "dan")];
  const { failures } = await engine.up(exchanged, { parallel: 8 });
  expect(failures).toMatchObject([{ name: "cat" }]);
  expect(mailAt(held, "cat")).toBe("Mail of dan");

  expect((await engine.up(exchanged, { parallel: 8 })).failures).toMatchObject([{ name: "cat" }]);
  expect((await engine.up(exchanged, { parallel: 8, refresh: true })).failures).toEqual([]);
  expect(mailAt(held, "cat")).toBe("Mail of dan");
  expect(mailAt(held, "dan")).toBe("Mail of cat");
  expect(deleted()).toEqual([]);
});

describe("a new resource at a name that another one is about to leave, asked for first", () => {
  test.each([
    ["keeps it", undefined],
    [
      "keeps it, also when that one could not be looked at",
      { effect: "status", status: 500, when: "before", method: "get_user", times: 20, skip: 2 },
    ],
  ] as const)("makes its account when that one's is gone, and %s", async (_, fault) => {
    const { service, engine, held, deleted, time } = await start();
    await engine.up([user("cat", "cat")]);
    service.call("delete_user", { user: `cat@${keptDomain}` });
    // Which of two was made later is told in seconds.
    await time.sleep(1_000);

    const program = [user("new", "cat", { restoreDeleted: false }), user("cat", "leo")];
    if (fault !== undefined) service.faults.add(fault);
    expect((await engine.up(program)).failures).toMatchObject([{ name: "cat", verb: "update" }]);
    service.faults.clear();
    expect((await engine.up(program)).failures).toMatchObject([{ name: "cat", verb: "update" }]);
    expect((await engine.up(program, { refresh: true })).failures).toEqual([]);
    expect([mailAt(held, "cat"), mailAt(held, "leo")]).toEqual(["Mail of new", "Mail of cat"]);
    expect(deleted()).toEqual([]);
  });

  test("adopts that one's account, which then keeps its name until somebody says whose it is", async () => {
    const { engine, held, deleted } = await start();
    await engine.up([user("cat", "cat")]);

    const rash = [user("new", "cat", { adopt: true }), user("cat", "leo")];
    for (const _ of ["in the same run", "in a later one"]) {
      expect((await engine.up(rash)).failures).toMatchObject([
        { name: "cat", message: expect.stringContaining("another resource in this program has adopted it") },
      ]);
    }
    expect(held(`leo@${keptDomain}`)).toBeUndefined();

    engine.state = engine.state.filter(({ name }) => name !== "new");
    expect((await engine.up([user("cat", "leo")], { refresh: true })).failures).toEqual([]);
    expect((await engine.up([user("new", "cat", { adopt: true }), user("cat", "leo")])).failures).toEqual([]);
    expect([mailAt(held, "cat"), mailAt(held, "leo")]).toEqual(["Mail of new", "Mail of cat"]);
    expect(deleted()).toEqual([]);
  });
});

describe("an account that has been made anew under the name of one that was deleted", () => {
  const isReplaced = [{ name: "cat", message: expect.stringContaining("created at another time") }];

  test("is not renamed in its place, before or after a refresh", async () => {
    const { service, engine, held, time } = await start();
    await engine.up([user("cat", "cat")]);
    service.call("delete_user", { user: `cat@${keptDomain}` });
    await time.sleep(1_000);
    const theirs = { password: passwords[0], name: "Mail of somebody" };
    service.call("change_user", { user: `cat@${keptDomain}`, attributes: theirs });

    for (const refresh of [false, true]) {
      expect((await engine.up([user("cat", "leo")], { refresh })).failures).toMatchObject(isReplaced);
    }
    engine.state = [];
    expect((await engine.up([user("cat", "leo")])).failures).toEqual([]);
    expect([mailAt(held, "cat"), mailAt(held, "leo")]).toEqual(["Mail of somebody", "Mail of cat"]);
  });

  test("is not renamed by the one whose update a failed exchange never began", async () => {
    const { service, engine, held, time } = await start();
    await engine.up([user("cat", "cat")]);
    await time.sleep(1_000);
    await engine.up([user("cat", "cat"), user("dan", "dan")]);
    service.call("delete_user", { user: `cat@${keptDomain}` });

    const failed = await engine.up([user("dan", "cat"), impossible, user("cat", "dan")]);
    expect(failed.failures).toMatchObject([{ name: "lost" }]);
    const exchanged = [user("cat", "dan"), user("dan", "cat")];
    expect((await engine.up(exchanged, { refresh: true })).failures).toMatchObject(isReplaced);

    engine.state = engine.state.filter(({ name }) => name !== "cat");
    expect((await engine.up(exchanged)).failures).toEqual([]);
    expect([mailAt(held, "cat"), mailAt(held, "dan")]).toEqual(["Mail of dan", "Mail of cat"]);
  });
});

test("an account whose rename failed gets the name that is declared now, also in a run that refreshes first", async () => {
  const { service, engine, held } = await start();
  await engine.up([user("cat", "cat")]);
  service.faults.add({ error_number: 0, method: "rename_user", times: 3 });
  expect((await engine.up([user("cat", "leo")])).failures).toMatchObject([{ verb: "update" }]);
  service.faults.clear();

  expect((await engine.up([user("cat", "zoe")], { refresh: true })).failures).toEqual([]);
  expect(["cat", "leo", "zoe"].map((local) => mailAt(held, local))).toEqual([undefined, undefined, "Mail of cat"]);
});

test("what another resource of the program keeps, or has just made, is not adopted", async () => {
  const { service, engine, held } = await start();
  const twice = [user("cat", "cat"), user("other", "cat", { adopt: true, adoptPassword: true })];
  for (const _ of ["just made", "kept"]) {
    expect((await engine.up(twice)).failures).toMatchObject([
      { name: "other", message: expect.stringContaining("already belongs to another resource in this program") },
    ]);
    expect(mailAt(held, "cat")).toBe("Mail of cat");
  }
  const written = service.requests.filter(({ method, outcome }) => method === "change_user" && outcome === "ok");
  expect(written).toHaveLength(1);
});
