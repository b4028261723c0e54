import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import { DeleteLimit, OwnTally } from "../../../provider/lifecycle/run/delete-limit.js";
import type { State } from "../../../provider/lifecycle/state/state.js";
import type { Values } from "../../../provider/values.js";
import { startCanned } from "../support/canned.js";
import { createDeclared, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { startLossy } from "../support/lossy.js";
import {
  company,
  given,
  givenUser,
  held,
  methodsCalled,
  secretText,
  startService,
  writes,
} from "../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText };

async function managed(kind: KindName, inputs: Values) {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), kind, inputs);
  service.requests.clear();
  return { service, state, destroy: (base = service.url) => remove(newContext(base), kinds[kind], state) };
}

const everyKind: [KindName, Values, string, string][] = [
  ["User", mailbox, "delete_user", "get_user"],
  ["Domain", { domain: "new.example" }, "delete_domain", "get_domain"],
  ["Brand", { company, brand: "Green" }, "_delete_brand", "_get_brand"],
];

describe.each(everyKind)("a %s", (kind, inputs, method, read) => {
  test("is deleted with one call", async () => {
    const { service, state, destroy } = await managed(kind, inputs);
    await destroy();
    expect(methodsCalled(service)).toEqual(["authenticate", method]);
    expect(service.call(read, { ...state.identity })).toMatchObject({ error_number: 2 });
  });

  test("that is gone already is done", async () => {
    const { service, state, destroy } = await managed(kind, inputs);
    given(service, method, { ...state.identity });
    await destroy();
  });

  test.each(["after it was carried out", "before it was carried out"] as const)(
    "whose delete got no answer %s is gone at last, and never deleted blindly twice",
    async (when) => {
      const { service, state, destroy } = await managed(kind, inputs);
      const lossy = await startLossy(service);
      lossy.loseNext(method, when);
      await destroy(lossy.base).catch(() => destroy());
      expect(service.call(read, { ...state.identity })).toMatchObject({ error_number: 2 });
      expect(lossy.count(method) === 1 || lossy.count(read) > 0).toBe(true);
    },
  );

  test.each([4, 5, 11, 13, 4711])("that the service refuses to delete with %i is not forgotten", async (number) => {
    const { service, destroy } = await managed(kind, inputs);
    service.faults.next({ error_number: number, method });
    expect(await failureOf(destroy())).toMatchObject({ number });
  });
});

describe("9 on the delete of a mailbox", () => {
  test("is a success when its domain is gone with it", async () => {
    const { service, destroy } = await managed("User", mailbox);
    given(service, "delete_user", { user: ann });
    given(service, "delete_domain", { domain: "example.com" });
    await destroy();
  });

  test("is an error while its domain is there: the admin may not delete it", async () => {
    const { service, destroy } = await managed("User", mailbox);
    service.faults.next({ error_number: 9, method: "delete_user" });
    expect(await failureOf(destroy())).toMatchObject({ name: "OmaApiError", number: 9 });
    expect(held(service, "user", ann)).toBeDefined();
  });
});

test("a name that became an alias is not deleted: the mailbox behind it is another one", async () => {
  const { service, destroy } = await managed("User", mailbox);
  given(service, "rename_user", { user: ann, new_name: "anne@example.com" });
  given(service, "change_user", { user: "anne@example.com", attributes: { aliases: [ann] } });
  expect(await failureOf(destroy())).toMatchObject({ name: "AliasError", object: ann });
  expect(held(service, "user", "anne@example.com")).toBeDefined();
});

describe("onDelete", () => {
  test("retain leaves the mailbox untouched and sends nothing", async () => {
    const { service, destroy } = await managed("User", { ...mailbox, onDelete: "retain" });
    await destroy();
    expect(methodsCalled(service)).toEqual([]);
    expect(held(service, "user", ann)).toBeDefined();
  });

  test("suspend suspends every service, and keeps the mailbox", async () => {
    const { service, destroy } = await managed("User", { ...mailbox, onDelete: "suspend", serviceImap4: "disabled" });
    await destroy();
    const services = Object.entries(held(service, "user", ann) ?? {}).filter(([name]) => name.startsWith("service_"));
    expect(services).toHaveLength(6);
    expect(new Set(services.map(([, state]) => state))).toEqual(new Set(["suspended"]));
    expect(writes(service).map(({ method }) => method)).toEqual(["change_user"]);
  });

  test("suspend of a mailbox that is suspended already writes nothing", async () => {
    const { service, destroy } = await managed("User", { ...mailbox, onDelete: "suspend" });
    await destroy();
    service.requests.clear();
    await destroy();
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user"]);
  });

  test("suspend that the service refuses says how to let go of the mailbox without it", async () => {
    const { service, destroy } = await managed("User", { ...mailbox, onDelete: "suspend" });
    service.faults.next({ error_number: 4, method: "change_user" });
    const failure = await failureOf(destroy());
    expect(failure).toMatchObject({ name: "OnDeleteRefusedError", code: "OMA_ATTRIBUTE_NOT_PERMITTED", number: 4 });
    expect(failure.message).toMatch(/onDelete: "suspend" was not carried out.*\n.*pulumi state delete/);
  });

  test("suspend of a mailbox that goes meanwhile is done", async () => {
    const { service, destroy } = await managed("User", { ...mailbox, onDelete: "suspend" });
    const lossy = await startCanned(async ({ method, body }) => {
      if (method === "change_user") {
        given(service, "delete_user", { user: ann });
        return "reset";
      }
      const response = await fetch(`${service.url}/${method}`, { method: "POST", body: JSON.stringify(body) });
      return { text: await response.text() };
    });
    await destroy(lossy.base);
    expect(held(service, "user", ann)).toBeUndefined();
  });

  test("suspend of a mailbox that is gone does not make a new one", async () => {
    const { service, destroy } = await managed("User", {
      user: ann,
      type: "forward",
      deliveryForward: true,
      forwardRecipients: ["x@y.co"],
      onDelete: "suspend",
    });
    given(service, "delete_user", { user: ann });
    await destroy();
    expect(writes(service)).toEqual([]);
    expect(held(service, "user", ann)).toBeUndefined();
  });

  test("delete is what happens when nothing is said", async () => {
    for (const more of [{}, { onDelete: "delete" }]) {
      const { service, destroy } = await managed("User", { ...mailbox, ...more });
      await destroy();
      expect(held(service, "user", ann)).toBeUndefined();
    }
  });
});

test("a domain that an admin from elsewhere controls is left alone, and the error names the admin", async () => {
  const { service, destroy } = await managed("Domain", { domain: "new.example" });
  givenUser(service, "boss@example.com");
  given(service, "set_role", { user: "boss@example.com", role: "domain", objects: ["example.com", "new.example"] });
  const failure = await failureOf(destroy());
  expect(failure).toMatchObject({ number: 24, code: "OMA_ADMINS_CONTROL_IT", object: "new.example" });
  expect(failure.message).toContain("boss@example.com");
});

test("a limit of deletions stops the one beyond it before anything is sent, and counts no object that stays", async () => {
  const service = await startService();
  const context = { ...newContext(service.url), deleteLimit: new DeleteLimit(2, new OwnTally()) };
  const kept = await createDeclared(context, "User", {
    user: "kept@example.com",
    password: secretText,
    onDelete: "retain",
  });
  const users = ["ann@example.com", "bob@example.com", "eve@example.com"];
  const [one, two, three] = await Promise.all(
    users.map((user) => createDeclared(context, "User", { user, password: secretText })),
  );
  for (const state of [kept, one, two]) await remove(context, kinds.User, state as State);
  service.requests.clear();
  const failure = await failureOf(remove(context, kinds.User, three as State));
  expect(failure).toMatchObject({ name: "DeleteLimitError", object: "eve@example.com" });
  expect(failure.message).toMatch(/\b2\b/);
  expect(methodsCalled(service)).toEqual([]);
  expect(users.map((user) => held(service, "user", user) === undefined)).toEqual([true, true, false]);
});
