import { kinds } from "../../../../provider/kinds/index.js";
import { temporaryNameOf } from "../../../../provider/lifecycle/rename/locate.js";
import { outputsOf, stateFrom } from "../../../../provider/lifecycle/state/memory.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import { examine } from "../../../../provider/recovery/examine.js";
import type { Decision } from "../../../../provider/recovery/pending-case.js";
import { applySettlements } from "../../../../provider/recovery/state/apply-settlements.js";
import type { PendingOperation, StateResource } from "../../../../provider/recovery/state/deployment.js";
import type { Simulator } from "../../../../simulator/index.js";
import { json, startCanned } from "../../support/canned.js";
import { fakeClock, newContext } from "../../support/context.js";
import { type Managed, run } from "../../support/run.js";
import { given, givenUser, secretText, startService, writes } from "../../support/service.js";
import { encrypted, now, resource, stateOf } from "../support.js";

const at = (local: string) => `${local}@example.com`;

/** New local part by old one. Display names stay, and tell whose mail an address has. */
type Moves = Readonly<Record<string, string>>;

const chain = { a: "b", b: "c" };
const swap = { a: "b", b: "a" };
const three = { a: "b", b: "c", c: "a" };

/** Users of one company, a second older than the next, whose program is about to rename them. */
async function tenant(moves: Moves, attributes: (local: string) => object = (local) => ({ name: `Mail of ${local}` })) {
  const service = await startService();
  const users: Managed[] = [];
  for (const local of Object.keys(moves)) {
    const user = {
      label: local,
      state: undefined,
      inputs: { user: at(local), password: secretText, ...attributes(local) },
    };
    expect(await run(service.url, [user], 1)).toEqual([]);
    service.clock.advance(1000);
    users.push(user);
  }
  const made = mail(service);
  for (const user of users) user.inputs = { ...user.inputs, user: at(moves[user.label] as string) };
  return { service, users, made };
}

/** When the account of each address was made, which no rename changes. */
function mail(service: Simulator): Record<string, unknown> {
  const { users } = service.call("search_users", { criteria: { domain: "example.com" } }) as unknown as {
    users: { user: string }[];
  };
  return Object.fromEntries(
    users.map(({ user }) => [user.split("@")[0], service.call("get_user", { user }).metadata?.createtime]),
  );
}

const renamed = (moves: Moves, made: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(moves).map(([from, to]) => [to, made[from]]));

/** Carries out so many renames, and then nothing more. */
async function killedAfter(service: Simulator, renames: number): Promise<string> {
  let left = renames;
  const { base } = await startCanned(async ({ method, body }) => {
    if (left === 0) return "reset";
    const answer = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
    if (method === "rename_user") left -= 1;
    return left === 0 ? "reset" : json(await answer.json());
  });
  return base;
}

function stateResource(service: Simulator, { label, state }: Managed): StateResource {
  const outputs = outputsOf(kinds.User, state as State, service.url, (text) => text);
  // The engine keeps the id of the creation.
  return resource("User", label, {
    id: at(label),
    inputs: { user: state?.identity.user },
    outputs,
    created: new Date().toISOString(),
  });
}

const updating = (service: Simulator, user: Managed): PendingOperation => ({
  type: "updating",
  resource: { ...stateResource(service, user), inputs: { ...user.inputs, password: encrypted } },
});

function examined(
  service: Simulator,
  users: readonly Managed[],
  pending: readonly PendingOperation[],
  said: Record<string, Decision> = {},
) {
  const state = stateOf(
    users.map((user) => stateResource(service, user)),
    pending,
  );
  const context = newContext(service.url, fakeClock());
  const decisionOn = (id: string) => said[id.split("@")[0] as string];
  return examine(state.deployment, async () => context, { decisionOn, takesBack: false });
}

/** What `oma recover` makes of the state: the users get to know it. */
async function recover(
  service: Simulator,
  users: readonly Managed[],
  pending: readonly PendingOperation[],
  said?: Record<string, Decision>,
) {
  const findings = await examined(service, users, pending, said);
  expect(findings.map(({ settlement }) => settlement.how)).not.toContain("ask");
  const state = stateOf(
    users.map((user) => stateResource(service, user)),
    pending,
  );
  const { resources = [] } = applySettlements(state, findings, new Date().toISOString()).deployment;
  users.forEach((user, index) => {
    user.state = stateFrom(kinds.User, resources[index]?.outputs ?? {});
    if (
      pending.some(
        (operation) => operation.resource.urn === resources[index]?.urn && user.state?.identity.user !== at(user.label),
      )
    ) {
      expect(resources[index]).toMatchObject({ id: user.state?.identity.user, inputs: user.state?.identity });
    }
  });
  return findings;
}

describe.each([
  ["a chain of two", chain, 2],
  ["a swap", swap, 3],
] as const)("%s", (_, moves: Moves, calls) => {
  const labels = Object.keys(moves);
  const subsets = Array.from({ length: 2 ** labels.length }, (_, bits) =>
    labels.filter((_, index) => bits & (1 << index)),
  );
  const kills = Array.from({ length: calls }, (_, index) =>
    subsets.map((learnt) => [index + 1, learnt.join(", ") || "nothing"] as const),
  ).flat();

  test.each(kills)("killed after rename %i, with %s learnt, is settled and carried on", async (nth, learnt) => {
    const { service, users, made } = await tenant(moves);
    const isLearnt = ({ label }: Managed) => learnt.split(", ").includes(label);
    await run(await killedAfter(service, nth), users, users.length, isLearnt);
    const pending = users.filter((user) => !isLearnt(user)).map((user) => updating(service, user));
    service.requests.clear();

    await recover(service, users, pending);
    expect(writes(service)).toEqual([]);
    expect(await run(service.url, users, users.length)).toEqual([]);
    expect(mail(service)).toEqual(renamed(moves, made));
    expect(users.map(({ state }) => state?.identity.user)).toEqual(users.map(({ inputs }) => inputs.user));
  });

  test("killed before the first rename leaves the state as it is", async () => {
    const { service, users, made } = await tenant(moves);
    const findings = await recover(
      service,
      users,
      users.map((user) => updating(service, user)),
    );
    expect(findings.map(({ settlement }) => settlement)).toEqual(labels.map(() => ({ how: "drop" })));
    expect(await run(service.url, users, users.length)).toEqual([]);
    expect(mail(service)).toEqual(renamed(moves, made));
  });
});

test.each([1, 2, 3, 4])("a circle of three killed after rename %i is settled and carried on", async (nth) => {
  const { service, users, made } = await tenant(three);
  await run(await killedAfter(service, nth), users, 3, () => false);
  await recover(
    service,
    users,
    users.map((user) => updating(service, user)),
  );
  expect(await run(service.url, users, 3)).toEqual([]);
  expect(mail(service)).toEqual(renamed(three, made));
});

test("what another resource has by now is not looked for there, even where all hold the same", async () => {
  const { service, users } = await tenant(swap, () => ({ name: "Reception" }));
  const [a, b] = users as [Managed, Managed];
  a.state = { ...(a.state as State), identity: { user: at("b") } };
  await recover(service, users, [updating(service, b)]);
  expect(b.state?.identity).toEqual({ user: at("a") });
});

describe("what cannot be told is asked, with nothing settled", () => {
  const settlements = async (service: Simulator, users: readonly Managed[], said?: Record<string, Decision>) => {
    const findings = await examined(
      service,
      users,
      users.map((user) => updating(service, user)),
      said,
    );
    return findings.map(({ settlement }) => settlement.how);
  };
  const exchange = (service: Simulator) => {
    for (const [user, to] of [
      ["a", "x"],
      ["b", "a"],
      ["x", "b"],
    ] as const) {
      given(service, "rename_user", { user: at(user), new_name: at(to) });
    }
  };

  test("which of two accounts that hold the same is which", async () => {
    const { service, users } = await tenant(swap, () => ({ name: "Reception" }));
    expect(await settlements(service, users)).toEqual(["ask", "ask"]);
    exchange(service);
    expect(await settlements(service, users)).toEqual(["ask", "ask"]);
    // One answer settles both: names are unique.
    expect(await settlements(service, users, { a: "ours", b: "ours" })).toEqual(["follow", "follow"]);
    expect(await settlements(service, users, { a: "not-ours" })).toEqual(["drop", "drop"]);
    expect(await settlements(service, users, { a: "ours", b: "not-ours" })).not.toContain("follow");
  });

  test("which of two accounts is which when one was changed by hand", async () => {
    const { service, users } = await tenant(swap);
    given(service, "change_user", { user: at("a"), attributes: { name: "Somebody" } });
    expect(await settlements(service, users)).toContain("ask");
  });

  test("an account at the end of a chain that holds what neither of them held", async () => {
    const { service, users } = await tenant(chain);
    given(service, "delete_user", { user: at("b") });
    given(service, "rename_user", { user: at("a"), new_name: at("b") });
    givenUser(service, at("c"), { name: "Somebody" });
    expect(await settlements(service, users)).toContain("ask");
  });

  test("an account that vanished while the other's place could be either's", async () => {
    const { service, users } = await tenant(chain);
    given(service, "delete_user", { user: at("a") });
    expect(await settlements(service, users)).toEqual(["ask", "ask"]);
  });
});

test("the name aside tells where an account is, even if somebody else has its old name by then", async () => {
  const { service, users, made } = await tenant({ a: "b" });
  const [user] = users as [Managed];
  const aside = temporaryNameOf(kinds.User, user.state as State).user as string;
  given(service, "rename_user", { user: at("a"), new_name: aside });
  givenUser(service, at("a"), { name: "Mail of a" });
  const [finding] = await recover(service, users, [updating(service, user)]);
  expect(finding?.message).toContain(`has the temporary name ${aside}`);
  expect(user.state?.identity.user).toBe(aside);
  expect(await run(service.url, users, 1)).toEqual([]);
  expect(mail(service)).toMatchObject({ b: made.a });
});

test("a rename whose outcome an earlier run never learnt is told by the createtime in the state", async () => {
  const { service, users, made } = await tenant({ a: "b" }, () => ({}));
  const [user] = users as [Managed];
  const renaming = { to: { user: at("eve") }, made: made.a as number };
  user.state = { ...(user.state as State), renaming };
  given(service, "rename_user", { user: at("a"), new_name: at("eve") });
  givenUser(service, at("a"), {});
  await recover(service, users, [updating(service, user)]);
  expect(user.state).toMatchObject({ identity: renaming.to, renaming: undefined });
});

describe("a new user with the name that another one is to leave", () => {
  const newcomer = { user: at("a"), password: encrypted, name: "New" };
  const creation = (more: object = {}): PendingOperation => ({
    type: "creating",
    resource: resource("User", "new", { inputs: { __begun: now() - 1, ...newcomer, ...more } }),
  });

  test("does not get its account while it is there, whatever it holds", async () => {
    const { service, users } = await tenant({ a: "b" }, () => ({ name: "New" }));
    const findings = await recover(service, users, [updating(service, users[0] as Managed), creation()]);
    expect(findings.map(({ settlement }) => settlement.how)).toEqual(["drop", "drop"]);
  });

  test("is taken into the state when it was made, and the other one followed", async () => {
    const { service, users } = await tenant({ a: "b" });
    given(service, "rename_user", { user: at("a"), new_name: at("b") });
    givenUser(service, at("a"), { name: "New" });
    const findings = await recover(service, users, [updating(service, users[0] as Managed), creation()]);
    expect(findings.map(({ settlement }) => settlement)).toMatchObject([
      { how: "follow", id: at("b") },
      { how: "take", id: at("a") },
    ]);
  });
});
