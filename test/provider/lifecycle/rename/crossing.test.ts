import { kinds } from "../../../../provider/kinds/index.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { temporaryNameOf } from "../../../../provider/lifecycle/rename/locate.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { newContext } from "../../support/context.js";
import { at, chain, mail, original, startTroubled, swap, tenant, three, wanted } from "../../support/crossing.js";
import { failureOf } from "../../support/failure.js";
import { type Managed, run } from "../../support/run.js";
import { given, givenUser, held, secretText, writes } from "../../support/service.js";

test("renames that take longer than the others wait for news are waited for", async () => {
  const { service, users } = await tenant(three);
  const slow = await startCanned(async ({ method, body }) => {
    if (method === "rename_user") await new Promise((done) => setTimeout(done, 200));
    return json(await (await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) })).json());
  });
  expect(await run(slow.base, users, 3)).toEqual([]);
  expect(mail(service)).toEqual(wanted(three));
});

test("what is declared besides is written to the right mailbox", async () => {
  const { service, users } = await tenant(swap);
  for (const user of users) user.inputs = { ...user.inputs, title: `Title of ${user.label}` };
  expect(await run(service.url, users, 2)).toEqual([]);
  for (const { label, inputs } of users) {
    const { name, title } = held(service, "user", inputs.user as string) ?? {};
    expect({ name, title }).toEqual({ name: `Mail of ${label}`, title: `Title of ${label}` });
  }
});

describe("one update at a time", () => {
  test("carries out a chain from its end", async () => {
    const { service, users } = await tenant(chain);
    expect(await run(service.url, users.toReversed(), 1)).toEqual([]);
    expect(mail(service)).toEqual(wanted(chain));
  });

  test.each([
    ["a chain from its beginning", chain],
    ["a swap", swap],
    ["a circle", three],
  ])("refuses %s with a remedy, and nothing is written; side by side it works", async (_, moves) => {
    const { service, users } = await tenant(moves);
    const errors = await run(service.url, users, 1);
    expect(errors).toMatchObject([
      {
        name: "NameTakenError",
        message: expect.stringContaining("which another account of this program has not left yet"),
        remedy: expect.stringContaining("--parallel"),
      },
    ]);
    expect(writes(service)).toEqual([]);
    expect(mail(service)).toEqual(original(moves));
    expect(await run(service.url, users, users.length)).toEqual([]);
    expect(mail(service)).toEqual(wanted(moves));
  });
});

describe("before anything is written", () => {
  test("a name that somebody else has is an error, and the other changes are not made either", async () => {
    const { service, users } = await tenant({ a: "b" });
    givenUser(service, at("b"), { name: "Somebody" });
    service.requests.clear();
    users[0] = { ...(users[0] as Managed), inputs: { ...users[0]?.inputs, title: "New" } };
    const [error] = await run(service.url, users, 4);
    expect(error).toMatchObject({ name: "NameTakenError", object: at("a") });
    expect(error?.message).toMatch(/to b@example\.com, which already exists\.\s+Choose another name.* --parallel/);
    expect(writes(service)).toEqual([]);
  });

  test("the end of a chain that is taken keeps all of it where it is", async () => {
    const { service, users } = await tenant(chain);
    givenUser(service, at("d"), { name: "Somebody" });
    service.requests.clear();
    const errors = await run(service.url, users, 3);
    expect(errors.map(({ name }) => name)).toEqual(Array(3).fill("NameTakenError"));
    const whys = errors.map(({ message }) => / to (.)@example\.com, which (.*)\.\n/.exec(message)?.slice(1));
    expect(new Map(whys as [string, string][])).toEqual(
      new Map([
        ["d", "already exists"],
        ["c", "another account kept, since its own rename failed"],
        ["b", "another account kept, since its own rename failed"],
      ]),
    );
    expect(errors.filter(({ message }) => message.includes("Correct the other account first."))).toHaveLength(2);
    expect(writes(service)).toEqual([]);
  });

  test.each([
    ["the account itself", "a"],
    ["another account", "x"],
  ])("the name of an alias, %s, is an error", async (whose, owner) => {
    const { service, users } = await tenant({ a: "b" });
    if (owner === "x") givenUser(service, at("x"), {});
    given(service, "change_user", { user: at("a"), attributes: { aliases: [at("own")] } });
    given(service, "change_user", { user: at(owner), attributes: { aliases: [at("b"), at("more")] } });
    service.requests.clear();
    const errors = await run(service.url, users, 4);
    expect(errors).toMatchObject([
      {
        name: "NameTakenError",
        message: expect.stringContaining(`alias of ${whose}`),
        remedy: expect.stringContaining("Remove the alias"),
      },
    ]);
    expect(writes(service)).toEqual([]);
  });

  test("a look at the new name that is refused is an error", async () => {
    const { service, users } = await tenant({ a: "b" });
    const between = await startCanned(async ({ method, body }) => {
      if (method === "get_user" && body.user === at("b")) return refusal(4711);
      return json(
        await (await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) })).json(),
      );
    });
    expect(await run(between.base, users, 1)).toMatchObject([{ name: "OmaApiError", number: 4711 }]);
    expect(writes(service)).toEqual([]);
  });

  test("accounts that cannot be told apart do not exchange names", async () => {
    const { service, users } = await tenant(three, () => ({ name: "Reception" }));
    const errors = await run(service.url, users, 3);
    expect(errors.map(({ name }) => name)).toContain("RenameIndistinctError");
    expect(errors).toHaveLength(3);
    expect(writes(service)).toEqual([]);
  });

  test("accounts that show nothing but another age exchange names, and not a second time after a kill", async () => {
    let seconds = 0;
    // Reads of the type, which verification looks at, show the age to the state.
    const alike = () => ({ name: "Reception", type: "mailbox" });
    const { service, users } = await tenant(swap, alike, () => Date.now() + 1_000 * seconds++);
    const ages = () =>
      Object.keys(swap).map((local) => service.call("get_user", { user: at(local) }).metadata?.createtime);
    const before = ages();
    expect(new Set(before).size).toBe(2);

    expect(await run(service.url, users, 2, () => false)).toEqual([]);
    expect(ages()).toEqual(before.toReversed());
    service.requests.clear();
    expect((await run(service.url, users, 2)).map(({ name }) => name)).toContain("RenameDoubtError");
    expect(writes(service)).toEqual([]);
    expect(ages()).toEqual(before.toReversed());
  });

  test("an account that vanished is not taken for the one that has its new name", async () => {
    const { service, users } = await tenant({ a: "b" });
    given(service, "delete_user", { user: at("a") });
    givenUser(service, at("b"), { name: "Mail of a" });
    service.requests.clear();
    expect(await run(service.url, users, 1)).toMatchObject([{ name: "RenameDoubtError", object: at("a") }]);
    expect(writes(service)).toEqual([]);
  });
});

test("the name of an account that was deleted is free", async () => {
  const { service, users } = await tenant({ a: "b" });
  givenUser(service, at("b"), {});
  given(service, "delete_user", { user: at("b") });
  expect(await run(service.url, users, 1)).toEqual([]);
  expect(mail(service)).toEqual({ b: "Mail of a" });
});

describe("a new user with the name that another is about to leave", () => {
  test.each([true, false])("waits for that, and takes nothing over (adopt: %s)", async (adopt) => {
    const { service, users } = await tenant({ a: "b" });
    const fresh = {
      label: "new",
      state: undefined,
      inputs: { user: at("a"), password: secretText, name: "New", adopt },
    };
    expect(await run(service.url, [...users, fresh], 2)).toEqual([]);
    expect(mail(service)).toEqual({ a: "New", b: "Mail of a" });
  });

  test("is not made when the other stays", async () => {
    const { service, users } = await tenant({ a: "b" });
    givenUser(service, at("b"), { name: "Somebody" });
    const fresh = {
      label: "new",
      state: undefined,
      inputs: { user: at("a"), password: secretText, name: "New", adopt: true },
    };
    const errors = await run(service.url, [...users, fresh], 2);
    expect(errors).toHaveLength(2);
    const theirs = errors.find(({ message }) => message.includes("was not renamed; nothing was written"));
    expect(theirs).toMatchObject({
      code: "OMA_NAME_TAKEN",
      object: at("a"),
      remedy: expect.stringContaining("--parallel"),
    });
    expect(mail(service)).toEqual({ a: "Mail of a", b: "Somebody" });
  });
});

test("two exchanges in one run do not step aside to one name", async () => {
  const swaps = { a: "b", b: "a", c: "d", d: "c" };
  const { service, users } = await tenant(swaps);
  expect(await run(service.url, users, 4)).toEqual([]);
  expect(mail(service)).toEqual(wanted(swaps));
});

test("of an exchange that is refused half-way, who stands aside goes back, and the next run carries it out", async () => {
  const { service, users } = await tenant(three);
  const troubled = await startTroubled(service, 2, "it is refused");
  expect(await run(troubled.base, users, 3)).not.toEqual([]);
  expect(mail(service)).toEqual(original(three));
  expect(users.map(({ state }) => state?.identity.user)).toEqual(users.map(({ label }) => at(label)));
  expect(await run(service.url, users, 3)).toEqual([]);
  expect(mail(service)).toEqual(wanted(three));
});

test("an account that stands aside is found there, though another one has its old name already", async () => {
  const { service, users } = await tenant(swap);
  const troubled = await startTroubled(service, 2, "it is cut off after it");
  await run(troubled.base, users, 2, () => false);
  const errors = await run(service.url, users, 2);
  expect(errors.map(({ cause }) => cause)).toMatchObject([{ name: "RenameDoubtError", object: at("b") }]);
  // What has its old name now is the other one's: no later run may take that for it.
  expect(users.map(({ state }) => state?.lost)).toEqual([undefined, true]);
  expect(mail(service)).toEqual(wanted(swap));
});

test("a refresh finds an account that a killed run left standing aside", async () => {
  const { service, users } = await tenant(swap);
  const troubled = await startTroubled(service, 1, "it is cut off after it");
  await run(troubled.base, users, 2, () => false);
  const [first] = users as [Managed, Managed];
  const fresh = await refresh(newContext(service.url), kinds.User, first.state as State);
  expect(fresh?.identity.user).toMatch(/^oma-aside-[0-9a-f]{20}@example\.com$/);
  expect(fresh?.attributes.name).toBe("Mail of a");
});

describe("an account under its temporary name is called by the name that the program knows", () => {
  const causes = (errors: readonly Error[]) => errors.map(({ message }) => message);

  test("where its rename is refused", async () => {
    const { service, users } = await tenant(swap);
    const troubled = await startTroubled(service, 3, "it is refused");
    const messages = causes(await run(troubled.base, users, 2));
    expect(messages).toEqual([expect.stringContaining(`${at("a")}: rename_user: OMA answered 49`)]);
    expect(messages.join()).not.toContain("oma-aside");
  });

  test("where the network is cut off meanwhile, and in the run after that", async () => {
    const { service, users } = await tenant(swap);
    const troubled = await startTroubled(service, 2, "it is cut off after it");
    const messages = causes(await run(troubled.base, users, 2));
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join()).not.toContain("oma-aside");
    expect(users.some(({ state }) => state?.identity.user?.startsWith("oma-aside"))).toBe(true);

    service.faults.add({ error_number: 49, method: "rename_user" });
    const later = causes(await run(service.url, users, 2));
    expect(later.join()).toContain(`${at("b")} (under a temporary name): rename_user: OMA answered 49`);
    expect(later.join()).not.toContain("oma-aside");
  });

  test("where a refresh looks for it", async () => {
    const { service, users } = await tenant(swap);
    const [first] = users as [Managed, Managed];
    given(service, "delete_user", { user: at("a") });
    const state = first.state as State;
    const aside = temporaryNameOf(kinds.User, state).user as string;
    service.faults.add({ error_number: 45, method: "get_user", object: aside });
    const failure = await failureOf(refresh(newContext(service.url), kinds.User, state));
    expect(failure).toMatchObject({ object: at("a") });
    expect(failure.message).toContain(`${at("a")}: get_user: OMA answered 45`);
  });
});
