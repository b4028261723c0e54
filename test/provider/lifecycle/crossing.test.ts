import { kinds } from "../../../provider/kinds/index.js";
import { refresh } from "../../../provider/lifecycle/read.js";
import type { Known } from "../../../provider/lifecycle/state.js";
import type { Simulator } from "../../../simulator/index.js";
import { json, refusal, startCanned } from "../support/canned.js";
import { newContext } from "../support/context.js";
import { type Managed, run } from "../support/run.js";
import { given, givenUser, held, secretText, startService, writes } from "../support/service.js";

const at = (local: string) => `${local}@example.com`;

/** New local part by old one, for mailboxes whose display name stays, and tells whose mail it is. */
type Moves = Readonly<Record<string, string>>;

const chain = { a: "b", b: "c", c: "d" };
const swap = { a: "b", b: "a" };
const three = { a: "b", b: "c", c: "a" };
const pairAndChain = { a: "b", b: "a", c: "d", d: "e" };

async function tenant(moves: Moves, attributes: (local: string) => object = (local) => ({ name: `Mail of ${local}` })) {
  const service = await startService();
  const users: Managed[] = Object.keys(moves).map((local) => ({
    label: local,
    known: undefined,
    inputs: { user: at(local), password: secretText, ...attributes(local) },
  }));
  expect(await run(service.url, users, 1)).toEqual([]);
  for (const user of users) user.inputs = { ...user.inputs, user: at(moves[user.label] as string) };
  service.requests.clear();
  return { service, users };
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((head, index) => permutations(list.toSpliced(index, 1)).map((tail) => [head, ...tail]));
}

const renames = (service: Simulator) => writes(service).filter(({ method }) => method === "rename_user");

/** Whose mail each address has; addresses that an account stands aside at count as "aside". */
function mail(service: Simulator): Record<string, string> {
  const { users } = service.call("search_users", { criteria: { domain: "example.com" } }) as unknown as {
    users: { user: string }[];
  };
  return Object.fromEntries(
    users.map(({ user }) => [user.replace("@example.com", ""), String(held(service, "user", user)?.name)]),
  );
}

const wanted = (moves: Moves) => Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, `Mail of ${from}`]));
const original = (moves: Moves) => Object.fromEntries(Object.keys(moves).map((from) => [from, `Mail of ${from}`]));

describe.each([
  ["a chain", chain],
  ["a swap", swap],
  ["a circle of three", three],
  ["a swap beside a chain", pairAndChain],
])("%s", (_, moves) => {
  test.each(permutations(Object.keys(moves)).map((order) => [order.join(", ")]))(
    "is carried out in one run when the engine asks in the order %s",
    async (order) => {
      const { service, users } = await tenant(moves);
      const inOrder = order.split(", ").map((label) => users.find((user) => user.label === label) as Managed);
      expect(await run(service.url, inOrder, users.length)).toEqual([]);
      expect(mail(service)).toEqual(wanted(moves));
      expect(users.map(({ known }) => known?.identity.user)).toEqual(users.map(({ inputs }) => inputs.user));
      const circles = moves === swap || moves === three || moves === pairAndChain ? 1 : 0;
      expect(renames(service)).toHaveLength(users.length + circles);
      expect(writes(service)).toHaveLength(users.length + circles);
    },
  );
});

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
    expect(errors).toMatchObject([{ name: "NameTakenError", message: expect.stringContaining("--parallel") }]);
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
    expect(await run(service.url, users, 4)).toMatchObject([{ name: "NameTakenError", object: at("a") }]);
    expect(writes(service)).toEqual([]);
  });

  test("the end of a chain that is taken keeps all of it where it is", async () => {
    const { service, users } = await tenant(chain);
    givenUser(service, at("d"), { name: "Somebody" });
    service.requests.clear();
    const errors = await run(service.url, users, 3);
    expect(errors.map(({ name }) => name)).toEqual(Array(3).fill("NameTakenError"));
    expect(writes(service)).toEqual([]);
  });

  test.each([
    ["its own", "a"],
    ["another account's", "x"],
  ])("the name of an alias, %s, is an error", async (whose, owner) => {
    const { service, users } = await tenant({ a: "b" });
    if (owner === "x") givenUser(service, at("x"), {});
    given(service, "change_user", { user: at(owner), attributes: { aliases: [at("b")] } });
    service.requests.clear();
    const errors = await run(service.url, users, 4);
    expect(errors).toMatchObject([{ name: "NameTakenError", message: expect.stringContaining(`alias, ${whose}`) }]);
    expect(writes(service)).toEqual([]);
  });

  test("accounts that cannot be told apart do not exchange names", async () => {
    const { service, users } = await tenant(three, () => ({ name: "Reception" }));
    const errors = await run(service.url, users, 3);
    expect(errors.map(({ name }) => name)).toContain("RenameIndistinctError");
    expect(errors).toHaveLength(3);
    expect(writes(service)).toEqual([]);
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
      known: undefined,
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
      known: undefined,
      inputs: { user: at("a"), password: secretText, name: "New", adopt: true },
    };
    expect(await run(service.url, [...users, fresh], 2)).toHaveLength(2);
    expect(mail(service)).toEqual({ a: "Mail of a", b: "Somebody" });
  });
});

test("a refresh finds an account that a killed run left standing aside", async () => {
  const { service, users } = await tenant(swap);
  const troubled = await startTroubled(service, 1, "it is cut off after it");
  await run(troubled.base, users, 2, () => false);
  const [first] = users as [Managed, Managed];
  const fresh = await refresh(newContext(service.url), kinds.User, first.known as Known);
  expect(fresh?.identity.user).toMatch(/^oma-aside-[0-9a-f]{20}@example\.com$/);
  expect(fresh?.attributes.name).toBe("Mail of a");
});

/** What befalls the nth rename. `cut off` is the network from then on, the rename itself carried out. */
const fates = ["its answer is lost", "it is lost itself", "it is refused", "it is cut off after it"] as const;

async function startTroubled(service: Simulator, nth: number, fate: (typeof fates)[number]) {
  let isCutOff = false;
  return startCanned(async ({ method, body }, time) => {
    if (isCutOff) return "reset";
    const isHit = method === "rename_user" && time === nth;
    if (isHit && fate === "it is lost itself") return "reset";
    if (isHit && fate === "it is refused") return refusal(49);
    const answer = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
    const text = await answer.json();
    isCutOff = isHit && fate === "it is cut off after it";
    return isHit && fate !== "it is refused" ? "reset" : json(text);
  });
}

describe.each([
  ["a chain", chain, 3],
  ["a swap", swap, 3],
  ["a circle of three", three, 4],
] as const)("%s with trouble", (_, moves, calls) => {
  const cases = Array.from({ length: calls }, (_, index) => fates.map((fate) => [index + 1, fate] as const)).flat();

  test.each(cases)("at rename %i, of which %s, is brought to its end by the next run", async (nth, fate) => {
    const { service, users } = await tenant(moves);
    const troubled = await startTroubled(service, nth, fate);
    const errors = await run(troubled.base, users, users.length);
    if (fate.startsWith("it is re") || fate.startsWith("it is cut")) expect(errors).not.toEqual([]);
    expect(Object.values(mail(service)).sort()).toEqual(Object.values(original(moves)).sort());
    expect(await run(service.url, users, users.length)).toEqual([]);
    expect(mail(service)).toEqual(wanted(moves));
  });

  const labels = Object.keys(moves);
  const subsets = Array.from({ length: 2 ** labels.length }, (_, bits) => labels.filter((_, at) => bits & (1 << at)));
  // One more than there are: the process dies when all is done.
  const deaths = Array.from({ length: calls + 1 }, (_, index) =>
    subsets.map((subset) => [index + 1, subset.join(", ") || "none"] as const),
  ).flat();

  test.each(deaths)(
    "that ends with the process after rename %i, of which the state learns about %s, mixes up no mail",
    async (nth, learnt) => {
      const { service, users } = await tenant(moves);
      const troubled = await startTroubled(service, nth, "it is cut off after it");
      await run(troubled.base, users, users.length, ({ label }) => learnt.includes(label));
      for (const user of users) user.inputs = { ...user.inputs, title: `Title of ${user.label}` };
      let errors: Error[] = [];
      for (let again = 0; again < 3; again++) errors = await run(service.url, users, users.length);
      const now = mail(service);
      expect(Object.values(now).sort()).toEqual(Object.values(original(moves)).sort());
      for (const [local, name] of Object.entries(now)) {
        expect([null, name.replace("Mail", "Title")]).toContain(held(service, "user", at(local))?.title);
      }
      if (errors.length === 0) expect(now).toEqual(wanted(moves));
      else
        for (const { name } of errors)
          expect(["NameTakenError", "RenameDoubtError", "RenameIndistinctError"]).toContain(name);
    },
  );
});
