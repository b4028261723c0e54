import { kinds } from "../../../../provider/kinds/index.js";
import { update } from "../../../../provider/lifecycle/update.js";
import type { Canned } from "../../support/canned.js";
import { refusal } from "../../support/canned.js";
import { createDeclared, declare, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { accepts, givenUser, held, secretText, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann" };

const losses: [string, Canned][] = [
  ["a broken connection", "reset"],
  ["HTTP 500", { status: 500, text: "" }],
  ["HTTP 502", { status: 502, text: "" }],
  ["broken JSON", { text: '{"success' }],
  ...[0, 28, 29, 30].map((number): [string, Canned] => [`error ${number}`, refusal(number)]),
];

describe.each(losses)("after %s", (_, how) => {
  test("a create that was carried out is recognised as our own, and not sent again", async () => {
    const service = await startService();
    const lossy = await startLossy(service);
    lossy.loseNext("change_user", "after it was carried out", how);
    const state = await createDeclared(newContext(lossy.base), "User", mailbox);
    expect(state.identity).toEqual({ user: ann });
    expect(writes(service)).toHaveLength(1);
  });

  test("a create that was not carried out is sent again, guarded as before", async () => {
    const service = await startService();
    const lossy = await startLossy(service);
    lossy.loseNext("change_user", "before it was carried out", how);
    await createDeclared(newContext(lossy.base), "User", mailbox);
    expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
    expect(await accepts(service, ann, secretText)).toBe(true);
  });

  test("an update ends in what is declared, whether it was carried out or not", async () => {
    for (const when of ["after it was carried out", "before it was carried out"] as const) {
      const service = await startService();
      const state = await createDeclared(newContext(service.url), "User", mailbox);
      const lossy = await startLossy(service);
      lossy.loseNext("change_user", when, how);
      const context = newContext(lossy.base);
      const declared = {
        ...declare(context, "User", { ...mailbox, name: "Anne" }, state.identity),
        fingerprints: state.fingerprints,
      };
      await update(context, kinds.User, state, declared).catch(() => update(context, kinds.User, state, declared));
      expect(held(service, "user", ann)).toMatchObject({ name: "Anne" });
    }
  });
});

test("a mailbox that was there before the attempt is not taken for our own", async () => {
  const service = await startService();
  const lossy = await startLossy(service);
  const context = newContext(lossy.base);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  givenUser(service, ann, { name: "Eve" });
  lossy.loseNext("change_user", "before it was carried out");
  await failureOf(createDeclared(context, "User", mailbox));
  expect(held(service, "user", ann)).toMatchObject({ name: "Eve" });
});

test("a create that never gets an answer is given up with an error, not repeated for ever", async () => {
  const service = await startService();
  const lossy = await startLossy(service);
  for (let n = 0; n < 50; n++) lossy.loseNext("change_user", "before it was carried out");
  const failure = await failureOf(createDeclared(newContext(lossy.base), "User", mailbox));
  expect(failure).toMatchObject({ object: ann });
  expect(lossy.count("change_user")).toBeLessThan(20);
});
