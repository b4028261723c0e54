import { kinds } from "../../../../provider/kinds/index.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { update } from "../../../../provider/lifecycle/update.js";
import { createDeclared, declare, newContext } from "../../support/context.js";
import { held, secretText, startService } from "../../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann" };
const now = () => Math.floor(Date.now() / 1000);

/** A mailbox that was just created on a service whose reads lag behind its writes. */
async function justCreated(staleReads: number) {
  const service = await startService();
  const context = newContext(service.url);
  if (staleReads > 0) service.faults.next({ effect: "stale", reads: staleReads, method: "change_user" });
  const state = await createDeclared(context, "User", mailbox);
  return { service, context, known: { ...state, writtenAt: now() } };
}

test.each([0, 1, 2, 3, 4, 5])(
  "a mailbox that %i reads do not see yet is not dropped from state",
  async (staleReads) => {
    const { context, known } = await justCreated(staleReads);
    expect(await refresh(context, kinds.User, known)).toMatchObject({ attributes: { name: "Ann" } });
  },
);

test("a mailbox that reads do not see yet is changed, and not said to be gone", async () => {
  const { service, context, known } = await justCreated(3);
  await update(context, kinds.User, known, {
    ...declare(context, "User", { ...mailbox, name: "Anne" }, mailbox),
    fingerprints: known.fingerprints,
  });
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne" });
});

test("a mailbox that was written long ago is gone at the first answer", async () => {
  const { service, context, known } = await justCreated(0);
  service.call("delete_user", { user: ann });
  service.requests.clear();
  expect(await refresh(context, kinds.User, { ...known, writtenAt: now() - 3600 })).toBeUndefined();
  expect(service.requests.filter(({ object }) => object === known.identity.user)).toHaveLength(1);
});
