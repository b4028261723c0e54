import { kinds } from "../../../provider/kinds/index.js";
import { check } from "../../../provider/lifecycle/check.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import { Vault } from "../../../provider/lifecycle/secrets/vault.js";
import { inputsOf } from "../../../provider/lifecycle/state/codec.js";

import { createDeclared, newContext, updateDeclared } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import {
  accepts,
  given,
  givenUser,
  groupAdmin,
  held,
  otherCompany,
  secretText,
  startService,
  viewer,
  writes,
} from "../support/service.js";

const ann = "ann@example.com";

test("an adopted mailbox gets what differs and nothing else", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Ann", title: "Dr", aliases: ["a@example.com"] });
  const state = await createDeclared(newContext(service.url), "User", {
    user: ann,
    adopt: true,
    name: "Anne",
    title: "Dr",
    aliases: ["A@Example.com"],
  });
  expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: false }]);
  expect(writes(service)[0]?.attributes).toEqual({ name: "Anne" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
  expect(state.attributes).toEqual({ name: "Anne", title: "Dr", aliases: ["A@Example.com"] });
});

test("an adopted mailbox that is as declared is not written at all, and keeps its password", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Ann" });
  await createDeclared(newContext(service.url), "User", { user: ann, adopt: true, name: "Ann" });
  expect(writes(service)).toEqual([]);
  expect(await accepts(service, ann, secretText)).toBe(true);
});

describe("the password of an adopted mailbox", () => {
  const other = "Other*Kite-99";
  const declared = { user: ann, adopt: true, password: other };

  test("stays as it is, though another one is declared: its owner would be locked out", async () => {
    const service = await startService();
    givenUser(service, ann);
    const state = await createDeclared(newContext(service.url), "User", declared);
    expect(writes(service)).toEqual([]);
    expect(await accepts(service, ann, secretText)).toBe(true);
    // Known by its fingerprint from now on, so that the next run is silent.
    expect(state.fingerprints).toEqual({ password: { fingerprint: expect.stringMatching(/^scrypt:/), revision: 1 } });
  });

  test("is written when the declared one changes later", async () => {
    const service = await startService();
    givenUser(service, ann);
    const state = await createDeclared(newContext(service.url), "User", declared);
    const context = newContext(service.url);
    const olds = inputsOf(kinds.User, state, (value) => value);
    await updateDeclared(context, "User", state, declared, olds);
    expect(writes(service)).toEqual([]);
    await updateDeclared(context, "User", state, { ...declared, password: "Third*Kite-11" }, olds);
    expect(await accepts(service, ann, "Third*Kite-11")).toBe(true);
  });

  test("is written at once with adoptPassword", async () => {
    const service = await startService();
    givenUser(service, ann);
    await createDeclared(newContext(service.url), "User", { ...declared, adoptPassword: true });
    expect(await accepts(service, ann, other)).toBe(true);
  });
});

describe("a run that adopts", () => {
  const adopting = (base: string) => newContext(base, undefined, undefined, { adopt: true });

  test("takes over what exists, without a word in the program", async () => {
    const service = await startService();
    givenUser(service, ann, { title: "Dr" });
    const state = await createDeclared(adopting(service.url), "User", {
      user: ann,
      password: "Other*Kite-99",
      name: "Anne",
    });
    expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
    expect(await accepts(service, ann, secretText)).toBe(true);
    expect(state.options).toEqual({});
  });

  test("does not ask for the password of a mailbox, which may be there already", () => {
    const failures = (adoptAll: boolean) => check(kinds.User, {}, { user: ann }, new Vault(), adoptAll).failures;
    expect([failures(false).length, failures(true).length]).toEqual([1, 0]);
  });

  test("creates what is missing", async () => {
    const service = await startService();
    await createDeclared(adopting(service.url), "User", { user: ann, password: secretText });
    expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
  });
});

test("an object that is missing is created although it might have been adopted", async () => {
  const service = await startService();
  await createDeclared(newContext(service.url), "User", { user: ann, adopt: true, password: secretText });
  expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: true }]);
});

test("a mailbox that appears between the look and the create is adopted if that was asked for", async () => {
  const service = await startService();
  const context = newContext(service.url);
  await createDeclared(context, "User", { user: "first@example.com", password: secretText });
  givenUser(service, ann, { name: "Eve", title: "Dr" });
  await createDeclared(context, "User", { user: ann, adopt: true, password: secretText, name: "Ann" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: "Dr" });
});

test("what the admin may not set is refused before anything of the object is written", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Eve" });
  const context = newContext(service.url, undefined, viewer);
  const failure = await failureOf(
    createDeclared(context, "User", { user: ann, adopt: true, name: "Ann", quota: 2 ** 30 }),
  );
  expect(failure).toMatchObject({ name: "NotSettableError", attribute: "quota" });
  expect(writes(service)).toEqual([]);
});

test("a catch-all of an adopted domain is kept, in whatever order domains are created", async () => {
  const service = await startService();
  givenUser(service, ann);
  given(service, "change_domain", { domain: "example.com", attributes: { catchall: ann } });
  const context = newContext(service.url);
  await createDeclared(context, "Domain", { domain: "new.example" });
  await createDeclared(context, "Domain", { domain: "example.com", adopt: true, catchall: ann, limitUsers: 5 });
  expect(held(service, "domain", "example.com")).toMatchObject({ catchall: ann, limit_users: 5 });
});

describe("the company of an adopted domain", () => {
  const domain = { domain: "example.com", adopt: true, company: otherCompany };

  test("is not changed unless a move was asked for: mailboxes and mail would go with it", async () => {
    for (const domainShowsCompany of [false, true]) {
      const service = await startService({ domainShowsCompany });
      await createDeclared(newContext(service.url, undefined, groupAdmin), "Domain", domain).catch(() => undefined);
      expect(service.call("get_domain", { domain: "example.com" }, groupAdmin.user).success).toBe(true);
      // The admin of the first company alone still sees the domain: it has not gone to the second one.
      expect(service.call("get_domain", { domain: "example.com" })).toMatchObject({ success: true });
    }
  });

  test("is changed when a move was asked for", async () => {
    const service = await startService();
    await createDeclared(newContext(service.url, undefined, groupAdmin), "Domain", { ...domain, allowMove: true });
    expect(service.call("get_domain", { domain: "example.com" })).toMatchObject({ success: false, error_number: 9 });
  });
});

/**
 * A resource that got another name in the program, or is replaced under the same name: the engine creates the new one,
 * which adopts the mailbox, and then deletes the old one, which is the same mailbox.
 */
test("a mailbox that a run has just adopted is not deleted by the end of the same run", async () => {
  const service = await startService();
  const context = newContext(service.url);
  const inputs = { user: ann, adopt: true, password: secretText };
  const before = await createDeclared(newContext(service.url), "User", inputs);
  await createDeclared(context, "User", inputs);
  await remove(context, kinds.User, before).catch(() => undefined);
  expect(held(service, "user", ann)).toBeDefined();
});
