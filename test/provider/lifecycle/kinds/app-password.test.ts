import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { json, startCanned } from "../../support/canned.js";
import { createDeclared, fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { type Lossy, startLossy } from "../../support/lossy.js";
import { given, givenUser, startService, writes } from "../../support/service.js";

const user = "ann@example.com";
const phone = { user, tag: "phone" };
const shape = /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/;

async function withAnn(...settings: Parameters<typeof startService>) {
  const service = await startService(...settings);
  givenUser(service, user);
  const tags = () =>
    (service.call("get_user", { user }).metadata as { app_passwords: { tag: string }[] }).app_passwords.map(
      ({ tag }) => tag,
    );
  return { service, lossy: await startLossy(service), tags };
}

const create = ({ base }: Lossy, onSleep?: () => void) =>
  createDeclared(newContext(base, fakeClock(onSleep)), "AppPassword", phone);
const add = { ...phone, mode: "add" };
const sent = (lossy: Lossy) =>
  lossy.received.filter(({ method }) => method === "app_password").map(({ body }) => body.mode);

test("the password that the answer tells is kept, and a refresh that cannot see it keeps it too", async () => {
  const { service, lossy } = await withAnn();
  const state = await create(lossy);
  expect(state.generatedSecrets).toEqual({ password: expect.stringMatching(shape) });
  expect((await refresh(newContext(service.url), kinds.AppPassword, state))?.generatedSecrets).toEqual(
    state.generatedSecrets,
  );
});

describe("a create whose answer got lost", () => {
  test("leaves one App Password, whose password is known: the one that nobody knows is taken back", async () => {
    const { lossy, tags } = await withAnn();
    lossy.loseNext("app_password", "after it was carried out");
    const state = await create(lossy);
    expect(sent(lossy)).toEqual(["add", "remove", "add"]);
    expect(tags()).toEqual(["phone"]);
    expect(state.generatedSecrets).toEqual({ password: expect.stringMatching(shape) });
  });

  test("is not sent again before reads had time to see it: it would make a second one of that tag", async () => {
    const { service, lossy, tags } = await withAnn();
    lossy.loseNext("app_password", "after it was carried out");
    let sleeps = 0;
    const early = () => {
      sleeps += 1;
      // The two looks after the loss know nothing yet.
      if (sleeps <= 2)
        lossy.loseNext(
          "get_user",
          "before it was carried out",
          json({ success: true, type: "mailbox", attributes: {}, metadata: { app_passwords: [] } }),
        );
    };
    await create(lossy, early);
    expect(sleeps).toBeGreaterThan(2);
    expect(sent(lossy)).toEqual(["add", "remove", "add"]);
    expect(tags()).toEqual(["phone"]);
    expect(writes(service)).toHaveLength(3);
  });

  test("again and again ends in an error, with nothing left behind", async () => {
    const { service, tags } = await withAnn();
    const losing = await startCanned(async ({ method, body }) => {
      const answer = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
      return body.mode === "add" ? "reset" : { text: await answer.text() };
    });
    const failure = await failureOf(createDeclared(newContext(losing.base), "AppPassword", phone));
    expect(failure).toMatchObject({ code: "OMA_OUTCOME_UNKNOWN" });
    expect(losing.count("app_password")).toBe(6);
    expect(tags()).toEqual([]);
  });

  test("leaves one of the same tag alone that was made before it", async () => {
    let now = Date.now() - 3_600_000;
    const { service, lossy, tags } = await withAnn({}, () => now);
    lossy.loseNext("app_password", "before it was carried out");
    const failure = await failureOf(
      create(lossy, () => {
        if (tags().length === 0) given(service, "app_password", add);
        now = Date.now();
      }),
    );
    expect(failure).toMatchObject({ name: "ExistsError", code: "OMA_OBJECT_EXISTS" });
    expect(failure.message).not.toContain("adopt: true");
    expect(tags()).toEqual(["phone"]);
    expect(sent(lossy)).toEqual(["add"]);
  });
});

test("one that exists cannot be adopted, and the error says so instead of offering it", async () => {
  const { service, lossy, tags } = await withAnn();
  given(service, "app_password", add);
  const failure = await failureOf(create(lossy));
  expect(failure).toMatchObject({ name: "ExistsError", object: "ann@example.com/phone" });
  expect(failure.message).toContain("it cannot be adopted");
  expect(failure.message).not.toContain("adopt: true");
  expect(tags()).toEqual(["phone"]);
});

test("a fifth one is refused with what to do about it", async () => {
  const { service, lossy, tags } = await withAnn();
  for (const tag of ["a", "b", "c", "d"]) given(service, "app_password", { ...add, tag });
  expect(await failureOf(create(lossy))).toMatchObject({ number: 46, code: "OMA_APP_PASSWORDS_FULL" });
  expect(tags()).toHaveLength(4);
});

test("an answer without the password is an error: nobody would ever know it", async () => {
  const { lossy } = await withAnn();
  lossy.loseNext("app_password", "after it was carried out", json({ success: true }));
  const failure = await failureOf(create(lossy));
  expect(failure).toMatchObject({ code: "OMA_RESPONSE_INCOMPLETE", object: "ann@example.com/phone" });
  expect(failure.message).toContain("no password");
  expect(failure.remedy).toMatch(/remove it, then run again/);
});

test("the password of an answer that cannot be used is in no error", async () => {
  const secret = "Canary-App-4714-Dd";
  const answers = [
    { text: `{"success":true,"password":"${secret}"` },
    json({ success: false, error_number: 4711, error: `no ${secret}`, password: secret, hints: { tag: secret } }),
    { status: 400, text: `{"password":"${secret}"}` },
  ];
  for (const answer of answers) {
    const { lossy } = await withAnn();
    for (let n = 0; n < 9; n++) lossy.loseNext("app_password", "before it was carried out", answer);
    const failure = await failureOf(create(lossy));
    expect(`${failure.stack} ${JSON.stringify(Object.entries(failure))} ${String(failure.cause)}`).not.toContain(
      secret,
    );
  }
});

describe("one of another time under its name", () => {
  /** Somebody takes ours away and makes another of that tag, an hour later as the service tells it. */
  async function replaced(lookFails = false) {
    let ticked = 0;
    const { service, lossy, tags } = await withAnn({}, () => Date.now() + ticked);
    if (lookFails) {
      // The look after the create finds no answer, however often it is sent.
      const down = { effect: "status", status: 500, when: "before", method: "get_user", times: 24, skip: 1 } as const;
      service.faults.add(down);
    }
    const state = await create(lossy);
    service.faults.clear();
    ticked = 3_600_000;
    given(service, "app_password", { ...phone, mode: "remove" });
    given(service, "app_password", add);
    service.requests.clear();
    return { service, state, tags, context: newContext(service.url) };
  }

  test("is not taken for ours: what the create told does not open it", async () => {
    const { context, state } = await replaced();
    expect(await refresh(context, kinds.AppPassword, state)).toBeUndefined();
  });

  test("is not deleted in its place: somebody uses it", async () => {
    const { service, context, state, tags } = await replaced();
    await remove(context, kinds.AppPassword, state);
    expect(writes(service)).toEqual([]);
    expect(tags()).toEqual(["phone"]);
  });

  test("is taken for ours where no look has shown when ours was made, and what the create told is kept", async () => {
    const { context, state, tags } = await replaced(true);
    expect(state).toMatchObject({ generatedSecrets: { password: expect.stringMatching(shape) } });
    expect(state.creationStamp).toBeUndefined();
    expect(await refresh(context, kinds.AppPassword, state)).toEqual(state);
    await remove(context, kinds.AppPassword, state);
    expect(tags()).toEqual([]);
  });
});

test("deleting one leaves the others", async () => {
  const { service, lossy, tags } = await withAnn();
  given(service, "app_password", { ...add, tag: "pad" });
  const state = await create(lossy);
  await remove(newContext(service.url), kinds.AppPassword, state);
  expect(tags()).toEqual(["pad"]);
});
