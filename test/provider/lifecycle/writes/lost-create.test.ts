import { json, startCanned } from "../../support/canned.js";
import { createDeclared, fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { givenUser, held, secretText, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann" };

/** A create whose answer gets lost; `meanwhile` happens before the look. */
async function lost(
  when: "after it was carried out" | "before it was carried out",
  meanwhile: (service: Awaited<ReturnType<typeof startService>>) => void = () => {},
  inputs: object = mailbox,
) {
  // What somebody else makes at a moment that lasts is surely not younger than the attempt.
  const now = Date.now();
  const service = await startService({}, when === "before it was carried out" ? () => now : undefined);
  const lossy = await startLossy(service);
  lossy.loseNext("change_user", when);
  let isOver = false;
  const clock = fakeClock(() => {
    if (!isOver) meanwhile(service);
    isOver = true;
  });
  const outcome = createDeclared(newContext(lossy.base, clock), "User", { ...inputs });
  return { service, outcome };
}

test("what holds all that was declared is our own, and is not written again", async () => {
  const { service, outcome } = await lost("after it was carried out");
  expect((await outcome).identity).toEqual({ user: ann });
  expect(writes(service)).toHaveLength(1);
});

test("what a look comes too early for is our own too, when the next attempt is told that it exists", async () => {
  const service = await startService();
  const lossy = await startLossy(service);
  const context = newContext(lossy.base);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  service.faults.next({ effect: "stale", reads: 1, method: "change_user" });
  lossy.loseNext("change_user", "after it was carried out");
  expect((await createDeclared(context, "User", mailbox)).identity).toEqual({ user: ann });
  expect(lossy.count("change_user")).toBe(3);
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann" });
});

test("what was not made is made by another attempt, guarded as before", async () => {
  const { service, outcome } = await lost("before it was carried out");
  expect((await outcome).attributes).toEqual({ name: "Ann" });
  expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
});

test("what somebody else made at that moment is left alone, since it holds something else", async () => {
  const { service, outcome } = await lost("before it was carried out", (service) =>
    givenUser(service, ann, { name: "Eve" }),
  );
  expect(await failureOf(outcome)).toMatchObject({ name: "ExistsError", object: ann });
  expect(held(service, "user", ann)).toMatchObject({ name: "Eve" });
  expect(writes(service)).toEqual([]);
});

test("what somebody else made at that moment is adopted where that was asked for, and then brought to what is declared", async () => {
  const { service, outcome } = await lost(
    "before it was carried out",
    (service) => givenUser(service, ann, { name: "Eve", title: "Dr" }),
    { ...mailbox, adopt: true },
  );
  expect((await outcome).attributes).toEqual({ name: "Ann" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: "Dr" });
});

describe("what a look finds after a create whose answer got lost", () => {
  const now = () => Math.floor(Date.now() / 1000);

  /** Makes a mailbox while the answer gets lost, and lets reads tell another age of it. */
  async function found(age: () => unknown, name: string) {
    const service = await startService();
    const lossy = await startCanned(async ({ method, body }, nth) => {
      if (method === "change_user" && nth === 1) {
        givenUser(service, ann, { name });
        service.requests.clear();
        return "reset";
      }
      const response = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
      const answer = (await response.json()) as { metadata?: object };
      if (method !== "get_user" || answer.metadata === undefined) return json(answer);
      return json({ ...answer, metadata: { ...answer.metadata, createtime: age() } });
    });
    return { service, outcome: createDeclared(newContext(lossy.base), "User", mailbox) };
  }

  test("is our own when it is younger than the attempt, and is brought to what is declared", async () => {
    const { service, outcome } = await found(() => now() + 3_600, "Eve");
    expect((await outcome).attributes).toEqual({ name: "Ann" });
    expect(writes(service).map(({ attributes }) => attributes)).toEqual([{ name: "Ann" }]);
  });

  test.each([
    ["is older", () => now() - 3_600],
    ["has no age", () => undefined],
    ["has an age that is no number", () => "yesterday"],
  ])("is somebody else's when it %s, whatever it holds", async (_, age) => {
    const { service, outcome } = await found(age, "Ann");
    expect(await failureOf(outcome)).toMatchObject({ name: "ExistsError", object: ann });
    expect(writes(service)).toEqual([]);
  });
});
