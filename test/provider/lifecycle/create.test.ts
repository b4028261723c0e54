import { kinds } from "../../../provider/kinds/index.js";
import { create } from "../../../provider/lifecycle/create.js";
import type { Desired } from "../../../provider/lifecycle/state/state.js";
import { createDeclared, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import {
  accepts,
  company,
  given,
  givenUser,
  held,
  methodsCalled,
  secretText,
  startService,
  viewer,
  writes,
} from "../support/service.js";

const ann = "ann@example.com";

test("a mailbox is created with what is declared, guarded against taking over one that exists", async () => {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "User", {
    user: "Ann@Example.com",
    password: secretText,
    name: "Ann",
    quota: 2 ** 30,
  });
  expect(writes(service)).toMatchObject([{ method: "change_user", object: ann, createOnly: true }]);
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", quota: 2 ** 30, type: "mailbox" });
  expect(await accepts(service, ann, secretText)).toBe(true);
  expect(state).toMatchObject({ identity: { user: ann }, attributes: { name: "Ann", quota: 2 ** 30 } });
});

test("nothing is written that was not declared: the rest stays inherited", async () => {
  const service = await startService();
  given(service, "change_domain", { domain: "example.com", attributes: { spamlevel: "High" } });
  await createDeclared(newContext(service.url), "User", { user: ann, password: secretText });
  expect(Object.keys(writes(service)[0]?.attributes ?? {})).toEqual(["password"]);
  expect(held(service, "user", ann)).toMatchObject({ spamlevel: null, brand: null });
});

test("a create never takes over a mailbox that it was not asked to adopt", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Eve" });
  const failure = await failureOf(
    createDeclared(newContext(service.url), "User", { user: ann, password: "Other*Kite-99", name: "Ann" }),
  );
  expect(failure).toMatchObject({ name: "ExistsError", code: "OMA_OBJECT_EXISTS" });
  expect(failure.message).toContain("adopt: true");
  expect(writes(service)).toEqual([]);
  expect(held(service, "user", ann)).toMatchObject({ name: "Eve" });
  expect(await accepts(service, ann, secretText)).toBe(true);
});

test("a mailbox that appears between the look and the create is not taken over either", async () => {
  const service = await startService();
  const context = newContext(service.url);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  givenUser(service, ann, { name: "Eve" });
  const failure = await failureOf(createDeclared(context, "User", { user: ann, password: secretText, name: "Ann" }));
  expect(failure).toMatchObject({ name: "ExistsError", number: 23 });
  expect(held(service, "user", ann)).toMatchObject({ name: "Eve" });
});

test.each([7, 8, 23])("an answer of %i leaves what exists untouched", async (number) => {
  const service = await startService();
  const context = newContext(service.url);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  givenUser(service, ann, { name: "Eve" });
  service.requests.clear();
  service.faults.next({ error_number: number, method: "change_user" });
  const failure = await failureOf(createDeclared(context, "User", { user: ann, password: secretText }));
  expect(failure).toMatchObject({ name: "ExistsError", number });
  expect(service.requests.filter(({ method }) => method === "change_user")).toHaveLength(1);
  expect(held(service, "user", ann)).toMatchObject({ name: "Eve" });
});

test.each([7, 8] as const)("a name that is an alias of another mailbox is called that (%i)", async (createClash) => {
  const service = await startService({ createClash });
  givenUser(service, "eve@example.com", { aliases: [ann] });
  const context = newContext(service.url);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  const failure = await failureOf(createDeclared(context, "User", { user: ann, password: secretText, adopt: true }));
  expect(failure).toMatchObject({ name: "AliasError", number: 3, object: ann });
  expect(held(service, "user", "eve@example.com")).toMatchObject({ aliases: [ann] });
});

test("a create that is refused with 3 says that the name is an alias", async () => {
  const service = await startService();
  service.faults.next({ error_number: 3, method: "change_user" });
  const failure = await failureOf(createDeclared(newContext(service.url), "User", { user: ann, password: secretText }));
  expect(failure).toMatchObject({ name: "AliasError", object: ann });
});

test("a domain that exists is not taken over either", async () => {
  const service = await startService();
  given(service, "change_domain", { domain: "example.com", attributes: { limit_users: 7 } });
  const failure = await failureOf(
    createDeclared(newContext(service.url), "Domain", { domain: "example.com", limitUsers: 1 }),
  );
  expect(failure).toMatchObject({ name: "ExistsError" });
  expect(held(service, "domain", "example.com")).toMatchObject({ limit_users: 7 });
});

test("a name that is an alias domain is called that", async () => {
  const service = await startService();
  given(service, "change_domain", { domain: "example.com", attributes: { aliases: ["alias.example"] } });
  const failure = await failureOf(
    createDeclared(newContext(service.url), "Domain", { domain: "alias.example", adopt: true }),
  );
  expect(failure).toMatchObject({ name: "AliasError", object: "alias.example" });
});

describe("a mailbox whose domain is missing", () => {
  test.each([9, 2] as const)("is refused naming the domain (%i)", async (missingUserDomain) => {
    const service = await startService({ missingUserDomain });
    const failure = await failureOf(
      createDeclared(newContext(service.url), "User", { user: "ann@missing.example", password: secretText }),
    );
    expect(failure).toMatchObject({
      name: "ParentMissingError",
      code: "OMA_PARENT_MISSING",
      object: "ann@missing.example",
    });
    expect(failure.message).toContain("missing.example, which does not exist");
  });

  test("is told from a mailbox in a domain that somebody else has", async () => {
    const service = await startService();
    service.call(
      "change_domain",
      { domain: "theirs.example", attributes: { company: "Hillside Demo Mail" } },
      "both@hillside-demo.adm",
    );
    const failure = await failureOf(
      createDeclared(newContext(service.url), "User", { user: "ann@theirs.example", password: secretText }),
    );
    expect(failure).toMatchObject({ name: "OmaApiError", number: 9 });
    expect(failure.message).not.toContain("does not exist");
  });
});

test("a missing workgroup is not mistaken for a missing domain, whatever number it is given", async () => {
  for (const missingWorkgroup of [6, 2] as const) {
    const service = await startService({ missingWorkgroup });
    const failure = await failureOf(
      createDeclared(newContext(service.url), "User", { user: ann, password: secretText, workgroup: "sales" }),
    );
    expect(failure.message).not.toContain("example.com, which does not exist");
  }
});

describe("a mailbox without a password in a run that adopts what exists", () => {
  const adopting = (url: string) => newContext(url, undefined, undefined, { adopt: true });
  /** As `check` lets it through then. */
  const mailbox = (user: string): Desired => ({
    identity: { user },
    attributes: { name: "Ann" },
    fingerprints: {},
    sources: {},
    options: {},
  });

  test("is adopted where it exists, and no create is tried", async () => {
    const service = await startService();
    const context = adopting(service.url);
    await createDeclared(context, "User", { user: "first@example.com", password: secretText });
    givenUser(service, ann);
    service.requests.clear();
    await create(context, kinds.User, mailbox(ann));
    expect(methodsCalled(service)).toEqual(["get_user", "change_user"]);
    expect(held(service, "user", ann)).toMatchObject({ name: "Ann" });
    expect(await accepts(service, ann, secretText)).toBe(true);
  });

  test("is refused where it does not, by the name of what is missing, and nothing is written", async () => {
    const service = await startService();
    const failure = await failureOf(create(adopting(service.url), kinds.User, mailbox(ann)));
    expect(failure).toMatchObject({ code: "OMA_ATTRIBUTE_MISSING", object: ann, attribute: "password" });
    expect(failure.message).toBe(
      `${ann}: password is missing: a mailbox needs a password when it is created; nothing was written.\n  Declare password or passwordFrom on the resource. There is no User of this name to adopt.`,
    );
    expect(writes(service)).toEqual([]);
  });

  test("is refused by its domain where that is missing", async () => {
    const service = await startService();
    const failure = await failureOf(create(adopting(service.url), kinds.User, mailbox("ann@nowhere.example")));
    expect(failure).toMatchObject({ name: "ParentMissingError" });
  });

  test("with the place of a password is created", async () => {
    const service = await startService();
    process.env.PASSWORD_OF_A_NEW_ONE = secretText;
    const found = { ...mailbox(ann), sources: { password: { env: "PASSWORD_OF_A_NEW_ONE", version: 1 } } };
    await create(adopting(service.url), kinds.User, found);
    delete process.env.PASSWORD_OF_A_NEW_ONE;
    expect(await accepts(service, ann, secretText)).toBe(true);
  });
});

test("a workgroup that is missing is named, where the service answers that something does not exist", async () => {
  const service = await startService({ missingWorkgroup: 2 });
  const context = newContext(service.url);
  const failure = await failureOf(
    createDeclared(context, "User", { user: ann, password: secretText, workgroup: "sales" }),
  );
  expect(failure.message).toContain("workgroup names the workgroup example.com/sales, which does not exist");
});

describe("what the admin may not set", () => {
  test("is refused before anything is written, naming every such attribute", async () => {
    const service = await startService();
    const failure = await failureOf(
      createDeclared(newContext(service.url), "Domain", {
        domain: "new.example",
        limitUsers: 5,
        smtpSentLimit: 10,
        notesExternal: "x",
      }),
    );
    expect(failure).toMatchObject({ name: "NotSettableError", object: "new.example", attribute: "smtpSentLimit" });
    expect(writes(service)).toEqual([]);
  });

  test("is refused with a list that was learned from another object", async () => {
    const service = await startService();
    const context = newContext(service.url, undefined, viewer);
    givenUser(service, ann);
    const attempt = () =>
      failureOf(
        createDeclared(context, "User", { user: ann, adopt: true, quota: 2 ** 30, type: "mailbox", name: "Ann" }),
      );
    for (const failure of [await attempt(), await attempt()]) {
      expect(failure).toMatchObject({ name: "NotSettableError" });
      expect(failure.message).toMatch(/quota, type|type, quota/);
    }
    expect(writes(service)).toEqual([]);
  });

  test("is left to the service where the service gives no list", async () => {
    const service = await startService();
    service.faults.next({ error_number: 2, method: "get_domain", object: "new.example" });
    const failure = await failureOf(
      createDeclared(newContext(service.url), "Domain", { domain: "new.example", smtpSentLimit: 10 }),
    );
    expect(failure).toMatchObject({ name: "AttributeError", number: 4, attribute: "smtpSentLimit" });
  });
});

test("the list of settable attributes is learned once, however many mailboxes are created", async () => {
  const service = await startService();
  const context = newContext(service.url);
  const locals = Array.from({ length: 20 }, (_, n) => `user${n}@example.com`);
  await Promise.all(locals.map((user) => createDeclared(context, "User", { user, password: secretText })));
  expect(methodsCalled(service).filter((method) => method.startsWith("get_"))).toEqual(["get_user"]);
  expect(writes(service)).toHaveLength(20);
});

describe("a catch-all", () => {
  test("on a new domain is refused before anything is written", async () => {
    const service = await startService();
    const failure = await failureOf(
      createDeclared(newContext(service.url), "Domain", { domain: "new.example", catchall: "ann@new.example" }),
    );
    expect(failure).toMatchObject({ code: "OMA_NOT_ON_CREATE", attribute: "catchall" });
    expect(writes(service)).toEqual([]);
  });

  test("that is declared to be none is what a new domain has anyway", async () => {
    const service = await startService();
    await createDeclared(newContext(service.url), "Domain", { domain: "new.example", catchall: null, limitUsers: 3 });
    expect(held(service, "domain", "new.example")).toMatchObject({ catchall: null, limit_users: 3 });
  });
});

test("a brand is created in its company", async () => {
  const service = await startService();
  const brand = { company, brand: "Green" };
  await createDeclared(newContext(service.url), "Brand", { ...brand, attributes: { page_title: "Green mail" } });
  expect(writes(service)).toMatchObject([
    { method: "_change_brand", createOnly: true, attributes: { page_title: "Green mail" } },
  ]);
  expect(service.call("_get_brand", brand).attributes).toMatchObject({ page_title: "Green mail" });
  expect(await failureOf(createDeclared(newContext(service.url), "Brand", brand))).toMatchObject({
    name: "ExistsError",
  });
});
