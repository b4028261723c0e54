import { createDeclared, fakeClock, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { startLossy } from "../support/lossy.js";
import { givenUser, held, secretText, startService, writes } from "../support/service.js";

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
