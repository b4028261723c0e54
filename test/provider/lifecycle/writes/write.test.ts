import { kinds } from "../../../../provider/kinds/index.js";
import { change, changeExisting } from "../../../../provider/lifecycle/writes/write.js";
import type { Values } from "../../../../provider/values.js";

import { newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { startLossy } from "../../support/lossy.js";
import { accepts, given, givenUser, held, secretText, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";
const named = { identity: { user: ann }, sources: {} };

async function mailbox() {
  const service = await startService();
  givenUser(service, ann, { name: "Ann" });
  const lossy = await startLossy(service);
  const send = (wire: Values) => changeExisting(newContext(lossy.base), kinds.User, named, wire);
  return { service, lossy, send };
}

describe("a change whose answer got lost", () => {
  test("is not sent again when it holds", async () => {
    const { service, lossy, send } = await mailbox();
    lossy.loseNext("change_user", "after it was carried out");
    await send({ name: "Anne" });
    expect(writes(service)).toHaveLength(1);
    expect(lossy.count("get_user")).toBe(1);
  });

  test("is sent again when it does not hold", async () => {
    const { service, lossy, send } = await mailbox();
    lossy.loseNext("change_user", "before it was carried out");
    await send({ name: "Anne" });
    expect(held(service, "user", ann)).toMatchObject({ name: "Anne" });
    expect(lossy.count("change_user")).toBe(2);
  });

  test("is sent again when it has a secret, which no look can see", async () => {
    const { service, lossy, send } = await mailbox();
    lossy.loseNext("change_user", "before it was carried out");
    await send({ name: "Ann", password: "Other*Kite-99" });
    expect(await accepts(service, ann, "Other*Kite-99")).toBe(true);
    expect(await accepts(service, ann, secretText)).toBe(false);
  });

  test("is not sent again when the object is gone by then: it would make a new one", async () => {
    const { service, lossy, send } = await mailbox();
    lossy.loseNext("change_user", "before it was carried out");
    given(service, "delete_user", { user: ann });
    expect(await failureOf(send({ name: "Anne" }))).toMatchObject({ name: "GoneError", object: ann });
    expect(held(service, "user", ann)).toBeUndefined();
  });
});

test("a refused change names the attribute at fault", async () => {
  const { service, send } = await mailbox();
  service.faults.next({ method: "change_user", error_number: 38 });
  expect(await failureOf(send({ name: "Anne" }))).toMatchObject({ attribute: "forwardRecipients", object: ann });
});

test("a change gives the answer of the service, and is guarded where it is to create", async () => {
  const { service, lossy } = await mailbox();
  const context = newContext(lossy.base);
  expect(await change(context, kinds.User, named, { name: "Anne" })).toMatchObject({ success: true });
  expect(writes(service)).toMatchObject([{ createOnly: false, attributes: { name: "Anne" } }]);
  const failure = await failureOf(change(context, kinds.User, named, { name: "Eve" }, { create_only: true }));
  expect(failure).toMatchObject({ name: "OmaApiError" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne" });
});

test("a change of a part is sent in the form of its own call", async () => {
  const { service, lossy } = await mailbox();
  const identity = { user: ann, ruleset: "main" };
  await change(newContext(lossy.base), kinds.SieveRuleset, { identity, sources: {} }, { data: "keep;" });
  expect(service.call("get_sieve", { user: ann })).toMatchObject({ rulesets: { main: "keep;" } });
});
