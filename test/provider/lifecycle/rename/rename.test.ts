import { kinds } from "../../../../provider/kinds/index.js";
import type { PartialError } from "../../../../provider/lifecycle/errors/index.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { update } from "../../../../provider/lifecycle/update.js";
import type { Values } from "../../../../provider/values.js";
import type { Simulator } from "../../../../simulator/index.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { createDeclared, declare, newContext, updateDeclared } from "../../support/context.js";
import { startTroubled } from "../../support/crossing.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { accepts, given, givenUser, held, secretText, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";
const anne = "anne@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann" };

async function managed(now?: () => number) {
  const service = await startService({}, now);
  const state = await createDeclared(newContext(service.url), "User", mailbox);
  service.requests.clear();
  const next = (after: Values, base = service.url) => {
    const context = newContext(base);
    const desired = declare(context, "User", { ...mailbox, ...after }, state.identity);
    return update(context, kinds.User, state, { ...desired, fingerprints: state.fingerprints });
  };
  return { service, state, next };
}

test("a new local part renames the mailbox in place: nothing is created and nothing is deleted", async () => {
  const { service, next } = await managed();
  const state = await next({ user: "Anne@example.com" });
  expect(writes(service)).toMatchObject([{ method: "rename_user", object: ann, fields: { new_name: anne } }]);
  expect(held(service, "user", ann)).toBeUndefined();
  expect(held(service, "user", anne)).toMatchObject({ name: "Ann" });
  expect(await accepts(service, anne, secretText)).toBe(true);
  expect(state.identity).toEqual({ user: anne });
});

test("a rename comes before the change of the rest", async () => {
  const { service, next } = await managed();
  await next({ user: anne, name: "Anne" });
  expect(writes(service)).toMatchObject([
    { method: "rename_user", object: ann },
    { method: "change_user", object: anne, attributes: { name: "Anne" } },
  ]);
});

test.each<[string, (service: Awaited<ReturnType<typeof startService>>) => void]>([
  ["another mailbox", (service) => givenUser(service, anne, { name: "Eve" })],
  ["an alias of another mailbox", (service) => givenUser(service, "eve@example.com", { aliases: [anne] })],
])("a new name that belongs to %s is reported as taken, and nothing is changed", async (_, take) => {
  const { service, next } = await managed();
  take(service);
  service.requests.clear();
  const failure = await failureOf(next({ user: anne, name: "Anne" }));
  expect(failure).toMatchObject({ name: "NameTakenError", code: "OMA_NAME_TAKEN", object: ann });
  expect(failure.message).toContain(anne);
  expect(writes(service)).toEqual([]);
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann" });
});

test("a mailbox that is gone cannot be renamed, and that is said", async () => {
  const { service, next } = await managed();
  given(service, "delete_user", { user: ann });
  expect(await failureOf(next({ user: anne }))).toMatchObject({ name: "GoneError", object: ann });
  expect(held(service, "user", anne)).toBeUndefined();
});

describe("a change that is refused after the rename", () => {
  test("leaves a state that knows the new name and the old values", async () => {
    const { service, state, next } = await managed();
    const failure = await failureOf(next({ user: anne, name: "Anne", workgroup: "missing" }));
    expect(failure).toMatchObject({ name: "PartialError", state: { ...state, identity: { user: anne } } });
    expect(failure.cause).toMatchObject({ name: "AttributeError", object: anne });
    expect(held(service, "user", anne)).toMatchObject({ name: "Ann" });
  });

  test("is made good by the next run from that state", async () => {
    const { service, next } = await managed();
    const failure = (await failureOf(
      next({ user: anne, name: "Anne", workgroup: "missing" }),
    )) as unknown as PartialError;
    service.requests.clear();
    const context = newContext(service.url);
    const desired = declare(context, "User", { ...mailbox, user: anne, name: "Anne" }, failure.state.identity);
    await update(context, kinds.User, failure.state, { ...desired, fingerprints: failure.state.fingerprints });
    expect(writes(service).map(({ method, attributes }) => ({ method, attributes }))).toEqual([
      { method: "change_user", attributes: { name: "Anne" } },
    ]);
  });

  test("does not get the password as written", async () => {
    const { service, state } = await managed();
    const context = newContext(service.url);
    const after = { ...mailbox, user: anne, password: "weak" };
    const failure = await failureOf(updateDeclared(context, "User", state, after, state.identity));
    expect(failure).toMatchObject({ name: "PartialError", state: { fingerprints: state.fingerprints } });
    expect(await accepts(service, anne, secretText)).toBe(true);
  });
});

test.each([7, 8])("a new name that somebody takes at that moment is reported as taken (%i)", async (number) => {
  const { service, next } = await managed();
  const lossy = await startLossy(service);
  lossy.loseNext("rename_user", "before it was carried out", refusal(number));
  const failure = await failureOf(next({ user: anne, name: "Anne" }, lossy.base));
  expect(failure).toMatchObject({ name: "NameTakenError", object: ann, number });
  expect(failure.message).toContain("cannot be renamed to anne@example.com, which already exists");
  expect(writes(service)).toEqual([]);
});

test("a rename that is refused leaves the account at home, and nobody waits for it to arrive", async () => {
  const { service, state } = await managed();
  const lossy = await startLossy(service);
  lossy.loseNext("rename_user", "before it was carried out", refusal(49));
  const context = newContext(lossy.base);
  const desired = declare(context, "User", { ...mailbox, user: anne }, state.identity);
  expect(await failureOf(update(context, kinds.User, state, desired))).toMatchObject({ number: 49 });
  expect(context.renames.hasArrived(kinds.User, { user: anne })).toBe(false);
  expect(context.renames.holderOf(kinds.User, { user: ann })).toMatchObject({ failed: true });
});

describe("a rename of which nothing is known", () => {
  /** The network goes after the rename was carried out, so that no look can tell. */
  async function unsure() {
    let ticked = 0;
    const tick = () => {
      ticked += 3_600_000;
    };
    const { service, state } = await managed(() => Date.now() + ticked);
    const troubled = await startTroubled(service, 1, "it is cut off after it");
    const context = newContext(troubled.base);
    const declared = {
      ...declare(context, "User", { ...mailbox, user: anne }, state.identity),
      fingerprints: state.fingerprints,
    };
    const failure = await failureOf(update(context, kinds.User, state, declared));
    service.requests.clear();
    const next = () =>
      update(newContext(service.url), kinds.User, (failure as unknown as PartialError).state, declared);
    return { service, tick, failure, next };
  }
  const madeAt = (service: Simulator, user: string) => service.call("get_user", { user }).metadata?.createtime;

  test("is remembered with the age of the account, and the next run finds it under its new name", async () => {
    const { service, failure, next } = await unsure();
    const renaming = { to: { user: anne }, made: madeAt(service, anne) };
    expect(failure).toMatchObject({ name: "PartialError", state: { identity: { user: ann }, renaming } });
    expect((await next()).identity).toEqual({ user: anne });
    expect(writes(service).map(({ method }) => method)).not.toContain("rename_user");
  });

  test("takes no account of another age for its own", async () => {
    const { service, tick, next } = await unsure();
    given(service, "delete_user", { user: anne });
    tick();
    givenUser(service, anne, { name: "Eve" });
    service.requests.clear();
    expect(await failureOf(next())).toMatchObject({ name: "RenameDoubtError", object: ann });
    expect(writes(service)).toEqual([]);
  });

  test("is sent again when the look shows both names: the new one is somebody else's", async () => {
    const { service, next } = await managed();
    const lossy = await startCanned(async ({ method, body }, nth) => {
      if (method === "rename_user" && nth === 1) {
        givenUser(service, anne, { name: "Eve" });
        service.requests.clear();
        return "reset";
      }
      return json(
        await (await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) })).json(),
      );
    });
    const { cause } = await failureOf(next({ user: anne }, lossy.base));
    expect(cause).toMatchObject({ name: "NameTakenError", object: ann, number: 7 });
    expect(held(service, "user", ann)).toMatchObject({ name: "Ann" });
    expect(held(service, "user", anne)).toMatchObject({ name: "Eve" });
  });
});

describe("a rename whose answer got lost", () => {
  test.each(["after it was carried out", "before it was carried out"] as const)(
    "%s ends in the declared name",
    async (when) => {
      const { service, state, next } = await managed();
      const lossy = await startLossy(service);
      lossy.loseNext("rename_user", when);
      const outcome = await next({ user: anne }, lossy.base).catch(() => undefined);
      // In the same run or by the next one, from the state that the first left behind.
      const final = outcome ?? (await next({ user: anne }));
      expect(final.identity).toEqual({ user: anne });
      expect(held(service, "user", anne)).toMatchObject({ name: "Ann" });
      expect(await refresh(newContext(service.url), kinds.User, { ...state, identity: { user: anne } })).toBeDefined();
    },
  );
});
