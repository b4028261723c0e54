import { kinds } from "../../../provider/kinds/index.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import { diff } from "../../../provider/lifecycle/diff.js";
import { outputsOf } from "../../../provider/lifecycle/state/memory.js";

import { createDeclared, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { held, secretText, startService, writes } from "../support/service.js";

const ann = "ann@example.com";

async function mailbox(protectMailbox: boolean) {
  const service = await startService();
  const context = newContext(service.url);
  const state = await createDeclared(context, "User", { user: ann, password: secretText, protectMailbox });
  service.requests.clear();
  return { service, context, state };
}

test("a protected mailbox is not deleted, whatever the program says", async () => {
  const { service, context, state } = await mailbox(true);
  const failure = await failureOf(remove(context, kinds.User, state));
  expect(failure).toMatchObject({ name: "ProtectedError", object: ann });
  expect(failure.message).toContain("was not deleted");
  expect(writes(service)).toEqual([]);
  expect(held(service, "user", ann)).toBeDefined();
});

test("a change that would replace a protected mailbox is refused in the preview already", async () => {
  const { state } = await mailbox(true);
  const outputs = outputsOf(kinds.User, state, "https://service.example/api", (value) => value);
  expect(() => diff(kinds.User, outputs, { user: "ann@example.org", protectMailbox: true })).toThrow(
    "was not replaced",
  );
  // Switching the protection off in the same run does not count: a removed resource could not do it either.
  expect(() => diff(kinds.User, outputs, { user: "ann@example.org", protectMailbox: false })).toThrow("protectMailbox");
});

test("a mailbox whose protection was switched off is deleted", async () => {
  const { service, context, state } = await mailbox(false);
  await remove(context, kinds.User, state);
  expect(writes(service)).toMatchObject([{ method: "delete_user" }]);
});
