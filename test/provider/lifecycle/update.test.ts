import { kinds } from "../../../provider/kinds/index.js";
import type { KindName } from "../../../provider/kinds/kind.js";
import { check } from "../../../provider/lifecycle/check.js";
import { update } from "../../../provider/lifecycle/update.js";
import type { Values } from "../../../provider/values.js";
import { createDeclared, declare, newContext, updateDeclared } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import {
  accepts,
  company,
  given,
  groupAdmin,
  held,
  methodsCalled,
  otherCompany,
  secretText,
  startService,
  viewer,
  writes,
} from "../support/service.js";

const ann = "ann@example.com";
const mailbox = { user: ann, password: secretText, name: "Ann", title: "Dr", aliases: ["a@example.com"] };

/** Creates `before`; `next` declares something else in a new process. */
async function managed(kind: KindName, before: Values, as?: { user: string; password: string }) {
  const service = await startService();
  const first = newContext(service.url, undefined, as);
  const olds = check(kinds[kind], {}, before, first.vault).inputs;
  const state = await createDeclared(first, kind, before);
  // The same seal as in the state, so that an unchanged password is seen to be unchanged.
  const inState = { ...state, fingerprints: declare(first, kind, olds).fingerprints };
  service.requests.clear();
  const next = async (after: Values, context = newContext(service.url, undefined, as)) =>
    updateDeclared(context, kind, inState, after, olds);
  return { service, known: inState, next };
}

test("an update sends what changed and nothing else", async () => {
  const { service, next } = await managed("User", mailbox);
  const state = await next({ ...mailbox, title: "Prof", aliases: ["A@example.com"] });
  expect(writes(service)).toMatchObject([
    { method: "change_user", object: ann, attributes: { title: "Prof" }, createOnly: false },
  ]);
  expect(writes(service)[0]?.attributes).toEqual({ title: "Prof" });
  expect(held(service, "user", ann)).toMatchObject({ name: "Ann", title: "Prof" });
  expect(state.attributes).toMatchObject({ title: "Prof" });
  // Only what is taken over is ever put back.
  expect(state.originalValues).toBeUndefined();
});

test("a null for what was not managed before is written: it may hold anything", async () => {
  const { service, next } = await managed("User", mailbox);
  given(service, "change_user", { user: ann, attributes: { spamlevel: "High" } });
  await next({ ...mailbox, spamlevel: null });
  expect(held(service, "user", ann)).toMatchObject({ spamlevel: null });
});

test("an update of nothing but an option sends nothing at all", async () => {
  const { service, next } = await managed("User", mailbox);
  expect(await next({ ...mailbox, onDelete: "retain" })).toMatchObject({ options: { onDelete: "retain" } });
  expect(methodsCalled(service)).toEqual([]);
});

describe("a password", () => {
  test("is written when it changed", async () => {
    const { service, next } = await managed("User", mailbox);
    await next({ ...mailbox, password: "Other*Kite-99" });
    expect(Object.keys(writes(service)[0]?.attributes ?? {})).toEqual(["password"]);
    expect(await accepts(service, ann, "Other*Kite-99")).toBe(true);
  });

  test("is not written when something else changed", async () => {
    const { service, next } = await managed("User", mailbox);
    given(service, "change_user", { user: ann, attributes: { password: "Users*Own-12" } });
    await next({ ...mailbox, title: "Prof" });
    expect(Object.keys(writes(service)[0]?.attributes ?? {})).toEqual(["title"]);
    expect(await accepts(service, ann, "Users*Own-12")).toBe(true);
  });

  test("that is no longer declared stays as it is on the service", async () => {
    const { service, next } = await managed("User", mailbox);
    const { password: _, ...rest } = mailbox;
    expect((await next(rest)).fingerprints).toEqual({});
    expect(writes(service)).toEqual([]);
    expect(await accepts(service, ann, secretText)).toBe(true);
  });

  test("that this process has not seen is asked for by name, before anything is written", async () => {
    const { service, known } = await managed("User", mailbox);
    const declared = {
      ...known,
      attributes: { ...known.attributes, title: "Prof" },
      fingerprints: { password: { fingerprint: "scrypt:other:print", revision: 1 } },
    };
    const failure = await failureOf(update(newContext(service.url), kinds.User, known, declared));
    expect(failure).toMatchObject({ code: "OMA_SECRET_UNAVAILABLE", attribute: "password" });
    expect(methodsCalled(service)).toEqual([]);
  });
});

describe("what the program no longer declares", () => {
  test("is unset with null, or emptied with [], where OMA can do that, and left alone where it cannot", async () => {
    const before = {
      domain: "new.example",
      spamlevel: "High",
      notesExternal: "x",
      limitUsers: 5,
      allow: ["a@b.co"],
      disabled: true,
      language: "nl",
    };
    const { service, next } = await managed("Domain", before);
    const state = await next({ domain: "new.example" });
    expect(writes(service)[0]?.attributes).toEqual({
      spamlevel: null,
      notes_external: null,
      limit_users: null,
      allow: [],
    });
    expect(held(service, "domain", "new.example")).toMatchObject({
      spamlevel: null,
      limit_users: null,
      allow: [],
      disabled: true,
      language: "nl",
    });
    expect(state.attributes).toEqual({});
  });

  test("is not sent when it was empty anyway", async () => {
    const { service, next } = await managed("Domain", {
      domain: "new.example",
      spamtag: "",
      spamlevel: null,
      allow: [],
    });
    await next({ domain: "new.example" });
    expect(writes(service)).toEqual([]);
  });

  test("of the settings of a brand is left alone: nothing says how to unset them", async () => {
    const brand = { company, brand: "Green" };
    const { service, next } = await managed("Brand", { ...brand, attributes: { page_title: "Green mail" } });
    const state = await next({ ...brand, attributes: {} });
    expect(writes(service)).toEqual([]);
    expect(state.attributes).toEqual({});
  });

  test("takes contacts along", async () => {
    const { service, next } = await managed("Company", { company, contacts: [{ email: "a@b.co", type: "abuse" }] });
    await next({ company });
    expect(held(service, "company", company)).toMatchObject({ contacts: [] });
  });

  test("can be let go of although the admin may no longer set it: that is what the error told the operator to do", async () => {
    const before = { user: ann, password: secretText, title: "Dr", quota: 2 ** 30, spamlevel: "High" };
    const { service, known } = await managed("User", before);
    const domain = {
      ...(await createDeclared(newContext(service.url), "Domain", {
        domain: "new.example",
        limitUsers: 5,
        notesExternal: "x",
      })),
    };
    const context = newContext(service.url, undefined, viewer);
    service.requests.clear();
    await updateDeclared(context, "Domain", domain, { domain: "new.example", notesExternal: "y" }, domain.identity);
    expect(writes(service)[0]?.attributes).toEqual({ notes_external: "y" });
    expect(known.attributes).toHaveProperty("quota");
  });
});

test("what the admin may not set is refused before anything is written, the rename included", async () => {
  const { service, next } = await managed("User", mailbox);
  const failure = await failureOf(next({ ...mailbox, user: "anne@example.com", smtpSentLimit: 5 }));
  expect(failure).toMatchObject({ name: "NotSettableError", attribute: "smtpSentLimit" });
  expect(writes(service)).toEqual([]);
  expect(held(service, "user", ann)).toBeDefined();
});

describe("an object that somebody deleted since", () => {
  test.each<[KindName, Values, Values, string]>([
    ["User", mailbox, { ...mailbox, title: "Prof" }, "delete_user"],
    [
      "User",
      { user: ann, type: "forward", deliveryForward: true, forwardRecipients: ["x@y.co"] },
      { user: ann, type: "forward", deliveryForward: true, forwardRecipients: ["z@y.co"] },
      "delete_user",
    ],
    ["Domain", { domain: "new.example" }, { domain: "new.example", limitUsers: 5 }, "delete_domain"],
    [
      "Brand",
      { company, brand: "Green" },
      { company, brand: "Green", attributes: { page_title: "x" } },
      "_delete_brand",
    ],
  ])("is not brought back half by an update: %s %j", async (kind, before, after, method) => {
    const { service, known, next } = await managed(kind, before);
    given(service, method, { ...known.identity });
    const failure = await failureOf(next(after));
    expect(failure).toMatchObject({ name: "GoneError", code: "OMA_OBJECT_GONE" });
    expect(failure.message).toContain("refresh");
    expect(writes(service)).toEqual([]);
    expect(service.call(kinds[kind].verbs.read, { ...known.identity })).toMatchObject({
      success: false,
      error_number: 2,
    });
  });

  test("is not found under its old name after a rename elsewhere, and nothing is written", async () => {
    const { service, next } = await managed("User", mailbox);
    given(service, "rename_user", { user: ann, new_name: "anne@example.com" });
    expect(await failureOf(next({ ...mailbox, title: "Prof" }))).toMatchObject({ name: "GoneError" });
    expect(writes(service)).toEqual([]);
  });

  test("with its domain is told from one that the admin may not see", async () => {
    const { service, next } = await managed("User", mailbox);
    service.faults.next({ error_number: 9, method: "change_user" });
    expect(await failureOf(next({ ...mailbox, title: "Prof" }))).toMatchObject({ number: 9 });
    given(service, "delete_user", { user: ann });
    given(service, "delete_domain", { domain: "example.com" });
    expect(await failureOf(next({ ...mailbox, title: "Prof" }))).toMatchObject({ name: "GoneError" });
  });
});

test("a workgroup that is missing does not make the mailbox look gone", async () => {
  const { service, next } = await managed("User", mailbox);
  service.faults.next({ error_number: 2, method: "change_user" });
  const failure = await failureOf(next({ ...mailbox, workgroup: "sales" }));
  expect(failure.name).not.toBe("GoneError");
  expect(failure).toMatchObject({ number: 2 });
});

describe("the company of a domain", () => {
  const domain = { domain: "new.example" };
  const seenByFirst = (service: Awaited<ReturnType<typeof startService>>) => service.call("get_domain", domain).success;

  test("that is declared for the first time does not move the domain unless that was asked for", async () => {
    const { service, next } = await managed("Domain", { ...domain, company }, groupAdmin);
    const { service: other, next: undeclared } = await managed("Domain", domain);
    await next({ ...domain, company }).catch(() => undefined);
    expect(seenByFirst(service)).toBe(true);
    const context = newContext(other.url, undefined, groupAdmin);
    await undeclared({ ...domain, company: otherCompany, notesExternal: "x" }, context).catch(() => undefined);
    expect(seenByFirst(other)).toBe(true);
  });

  test("moves it when that was asked for", async () => {
    const { service, next } = await managed("Domain", { ...domain, company }, groupAdmin);
    await next({ ...domain, company: otherCompany, allowMove: true });
    expect(writes(service)[0]?.attributes).toEqual({ company: otherCompany });
    expect(seenByFirst(service)).toBe(false);
  });

  test("that is no longer declared stays what it is", async () => {
    const { service, next } = await managed("Domain", { ...domain, company }, groupAdmin);
    await next(domain);
    expect(writes(service)).toEqual([]);
  });
});

test("an account that state knows to be lost is not changed, whatever has its name by now", async () => {
  const { service, known } = await managed("User", mailbox);
  const context = newContext(service.url);
  const desired = declare(context, "User", { ...mailbox, title: "Prof" }, mailbox);
  service.requests.clear();
  const failure = await failureOf(update(context, kinds.User, { ...known, lost: true }, desired));
  expect(failure).toMatchObject({ name: "LostError", object: ann });
  expect(methodsCalled(service)).toEqual([]);
});
