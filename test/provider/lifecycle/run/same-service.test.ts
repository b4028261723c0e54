import { kinds } from "../../../../provider/kinds/index.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import type { State } from "../../../../provider/lifecycle/state/state.js";
import { update } from "../../../../provider/lifecycle/update.js";
import { createDeclared, fakeClock, newContext } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { admin, secretText, startService } from "../../support/service.js";

const ann = "ann@example.com";

/** The same mailbox on two services; the state knows the first one's. */
async function onTwoServices() {
  const [home, other] = [await startService(), await startService()];
  const known = await createDeclared(newContext(home.url), "User", { user: ann, password: secretText });
  await createDeclared(newContext(other.url), "User", { user: ann, password: secretText });
  other.requests.clear();
  return { home, other, known: { ...known, service: home.url } };
}

const titled = (state: State): State => ({ ...state, attributes: { ...state.attributes, title: "Captain" } });
const otherService = { name: "OtherServiceError", object: ann };

test("no verb reads or writes an object of the state on another service, though it has one of that name", async () => {
  const { home, other, known } = await onTwoServices();
  const context = newContext(other.url);
  const suspended = { ...known, options: { onDelete: "suspend" } };
  const failures = [
    await failureOf(refresh(context, kinds.User, known)),
    await failureOf(update(context, kinds.User, known, titled(known))),
    await failureOf(remove(context, kinds.User, known)),
    await failureOf(remove(context, kinds.User, suspended)),
  ];
  expect(failures).toMatchObject([otherService, otherService, otherService, otherService]);
  expect((failures[0] as Error).message).toBe(
    [
      `${ann}: the state knows this user from ${home.url}, and the settings lead to ${other.url}; nothing was read or written.`,
      `  Correct oma:endpoint, oma:cluster or their OMA_* variables. If the account moved to ${other.url}, run once: OMA_MOVED_FROM=${home.url} pulumi refresh --run-program.`,
    ].join("\n"),
  );
  expect(other.requests.entries()).toEqual([]);
});

test("the original values of a company are not written back to another service", async () => {
  const { other, known } = await onTwoServices();
  const company = {
    ...known,
    identity: { company: "Example" },
    originalValues: { language: "en" },
    options: { onDelete: "reset" },
  };
  expect(await failureOf(remove(newContext(other.url), kinds.Company, company))).toMatchObject({
    name: "OtherServiceError",
  });
  expect(other.requests.entries()).toEqual([]);
});

test("what is only let go of needs no service", async () => {
  const { other, known } = await onTwoServices();
  const context = newContext(other.url);
  await remove(context, kinds.User, { ...known, options: { onDelete: "retain" } });
  await remove(context, kinds.Company, { ...known, identity: { company: "Example" } });
  expect(other.requests.entries()).toEqual([]);
});

test("a refresh that is told of the move takes the object from the new service, and no change or delete does", async () => {
  const { home, other, known } = await onTwoServices();
  const context = newContext(other.url, fakeClock(), admin, { movedFrom: home.url });
  expect(await refresh(context, kinds.User, known)).toMatchObject({ identity: { user: ann } });
  expect(await failureOf(update(context, kinds.User, known, titled(known)))).toMatchObject(otherService);
  expect(await failureOf(remove(context, kinds.User, known))).toMatchObject(otherService);
});

test("what did not move along stays in state", async () => {
  const { home, other, known } = await onTwoServices();
  other.call("delete_user", { user: ann });
  const context = newContext(other.url, fakeClock(), admin, { movedFrom: home.url });
  expect(await failureOf(refresh(context, kinds.User, known))).toMatchObject({ name: "NotMovedError", object: ann });
});

test("what is missing on its own service is gone", async () => {
  const { home, known } = await onTwoServices();
  home.call("delete_user", { user: ann });
  const context = newContext(home.url);
  expect(await refresh(context, kinds.User, known)).toBeUndefined();
  await expect(remove(context, kinds.User, known)).resolves.toBeUndefined();
});
