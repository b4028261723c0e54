import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import { createDeclared, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { secretText, startService } from "../../support/service.js";

const ann = "ann@example.com";

/** A mailbox of one service, and a run whose settings name another service, which has never seen it. */
async function asked(elsewhere: boolean) {
  const [home, other] = [await startService(), await startService()];
  const state = await createDeclared(newContext(home.url), "User", { user: ann, password: secretText });
  home.call("delete_user", { user: ann });
  return { context: newContext((elsewhere ? other : home).url), known: { ...state, service: home.url } };
}

test("what is missing on another service than it was last seen on is not dropped from state", async () => {
  const { context, known } = await asked(true);
  expect(await failureOf(refresh(context, kinds.User, known))).toMatchObject({
    name: "OtherServiceError",
    object: ann,
  });
  expect(await failureOf(remove(context, kinds.User, known))).toMatchObject({ name: "OtherServiceError", object: ann });
});

test("what is missing on the service it was last seen on is gone", async () => {
  const { context, known } = await asked(false);
  expect(await refresh(context, kinds.User, known)).toBeUndefined();
  await expect(remove(context, kinds.User, known)).resolves.toBeUndefined();
});
