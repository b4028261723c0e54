import { kinds } from "../../../provider/kinds/index.js";
import { remove } from "../../../provider/lifecycle/delete.js";
import { createDeclared, newContext } from "../support/context.js";
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
  const known = await createDeclared(newContext(service.url), "User", {
    user: ann,
    adopt: true,
    name: "Anne",
    title: "Dr",
    aliases: ["A@Example.com"],
  });
  expect(writes(service)).toMatchObject([{ method: "change_user", createOnly: false }]);
  expect(writes(service)[0]?.attributes).toEqual({ name: "Anne" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Anne", title: "Dr" });
  expect(known.attributes).toEqual({ name: "Anne", title: "Dr", aliases: ["A@Example.com"] });
});

test("an adopted mailbox that is as declared is not written at all, and keeps its password", async () => {
  const service = await startService();
  givenUser(service, ann, { name: "Ann" });
  await createDeclared(newContext(service.url), "User", { user: ann, adopt: true, name: "Ann" });
  expect(writes(service)).toEqual([]);
  expect(await accepts(service, ann, secretText)).toBe(true);
});

test("an adopted mailbox gets the declared password, since nobody can see whether it has it", async () => {
  const service = await startService();
  givenUser(service, ann);
  await createDeclared(newContext(service.url), "User", { user: ann, adopt: true, password: "Other*Kite-99" });
  expect(await accepts(service, ann, "Other*Kite-99")).toBe(true);
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
  const failure = await failureOf(createDeclared(context, "User", { user: ann, adopt: true, name: "Ann", quota: 5 }));
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
