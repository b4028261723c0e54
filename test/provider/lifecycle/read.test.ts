import { kinds } from "../../../provider/kinds/index.js";
import { lookUp, refresh } from "../../../provider/lifecycle/read.js";
import { startCanned } from "../support/canned.js";
import { createDeclared, newContext } from "../support/context.js";
import { failureOf } from "../support/failure.js";
import { company, given, givenUser, held, methodsCalled, secretText, startService } from "../support/service.js";

const ann = "ann@example.com";
const declared = {
  user: ann,
  password: secretText,
  name: "Ann",
  aliases: ["B@example.com", "a@example.com"],
  spamlevel: null,
};

async function managed(behaviours = {}) {
  const service = await startService(behaviours);
  const state = await createDeclared(newContext(service.url), "User", declared);
  service.requests.clear();
  return { service, state, read: () => refresh(newContext(service.url), kinds.User, state) };
}

test("a refresh without drift returns exactly what was known, with one read", async () => {
  const { service, state, read } = await managed();
  expect(await read()).toEqual(state);
  expect(methodsCalled(service)).toEqual(["authenticate", "get_user"]);
});

test("drift of a declared attribute is returned as the service holds it", async () => {
  const { service, read } = await managed();
  given(service, "change_user", { user: ann, attributes: { name: "Eve", aliases: ["a@example.com"] } });
  expect((await read())?.attributes).toEqual({ name: "Eve", aliases: ["a@example.com"], spamlevel: null });
});

test("drift of an attribute that is not declared is no drift", async () => {
  const { service, state, read } = await managed();
  given(service, "change_user", { user: ann, attributes: { title: "Dr", quota: 7 } });
  expect(await read()).toEqual(state);
});

test("a change of what is inherited is no drift", async () => {
  const { service, state, read } = await managed();
  given(service, "change_domain", { domain: "example.com", attributes: { spamlevel: "High" } });
  given(service, "change_company", { company, attributes: { spamtag: "[spam]" } });
  expect(await read()).toEqual(state);
});

test("a value that was set where none is declared (null) is drift", async () => {
  const { service, read } = await managed();
  given(service, "change_user", { user: ann, attributes: { spamlevel: "High" } });
  expect((await read())?.attributes).toMatchObject({ spamlevel: "High" });
});

test("a value that was unset is drift", async () => {
  for (const unsetAttributes of ["null", "absent"] as const) {
    const { service, read } = await managed({ unsetAttributes });
    given(service, "change_user", { user: ann, attributes: { name: null } });
    expect((await read())?.attributes).toMatchObject({ name: null });
  }
});

test("a password never shows, and never counts as drift", async () => {
  const { service, state, read } = await managed();
  given(service, "change_user", { user: ann, attributes: { password: "Other*Kite-99" } });
  const fresh = await read();
  expect(fresh).toEqual(state);
  expect(JSON.stringify(fresh)).not.toContain(secretText);
});

describe("a managed object is called gone", () => {
  test("when the service says 2", async () => {
    const { service, read } = await managed();
    given(service, "delete_user", { user: ann });
    expect(await read()).toBeUndefined();
  });

  test("when the service says 9 and its domain is missing", async () => {
    const { service, read } = await managed();
    given(service, "delete_user", { user: ann });
    given(service, "delete_domain", { domain: "example.com" });
    expect(await read()).toBeUndefined();
    expect(methodsCalled(service)).toEqual(["authenticate", "get_user", "get_domain"]);
  });
});

describe("doubt is an error, never the end of an object", () => {
  test("9 while its domain is there", async () => {
    const { service, read } = await managed();
    service.faults.next({ error_number: 9, method: "get_user" });
    expect(await failureOf(read())).toMatchObject({ name: "OmaApiError", number: 9 });
  });

  test("9 while its domain says 9 too", async () => {
    const { service, read } = await managed();
    service.faults.next({ error_number: 9, method: "get_user" });
    service.faults.next({ error_number: 9, method: "get_domain" });
    expect(await failureOf(read())).toMatchObject({ name: "OmaApiError", number: 9 });
  });

  test("9 on a domain and on a brand, which have no parent to ask", async () => {
    const { service } = await managed();
    for (const [kind, inputs] of [
      ["Domain", { domain: "new.example" }],
      ["Brand", { company, brand: "Green" }],
    ] as const) {
      const context = newContext(service.url);
      const state = await createDeclared(context, kind, inputs);
      service.faults.next({ error_number: 9, method: kinds[kind].verbs.read });
      expect(await failureOf(refresh(context, kinds[kind], state))).toMatchObject({ number: 9 });
    }
  });

  test("a name that is an alias by now", async () => {
    const { service, read } = await managed();
    given(service, "rename_user", { user: ann, new_name: "anne@example.com" });
    given(service, "change_user", { user: "anne@example.com", attributes: { aliases: [ann] } });
    expect(await failureOf(read())).toMatchObject({ name: "AliasError", object: ann });
  });

  test.each([4, 5, 10, 11, 13, 26, 31, 45, 4711])("the number %i", async (number) => {
    const { service, read } = await managed();
    service.faults.next({ error_number: number, method: "get_user" });
    expect(await failureOf(read())).toMatchObject({ number });
  });

  test("a fault of the service while the domain is asked for", async () => {
    const { service, read } = await managed();
    service.faults.next({ error_number: 9, method: "get_user" });
    service.faults.next({ error_number: 28, method: "get_domain", times: 100 });
    expect(await failureOf(read())).toMatchObject({ name: "OmaNoAnswerError" });
  });
});

test("an answer that holds no attributes at all is an error, not the drift of every attribute", async () => {
  const { state } = await managed();
  const broken = await startCanned(() => undefined);
  expect(await failureOf(refresh(newContext(broken.base), kinds.User, state))).toMatchObject({ object: ann });
});

test("an object of which state knows that it was lost is gone, whatever has its name by now", async () => {
  const { service, state } = await managed();
  expect(await refresh(newContext(service.url), kinds.User, { ...state, lost: true })).toBeUndefined();
  expect(methodsCalled(service)).toEqual([]);
});

test("an account that went with its domain is looked for nowhere else", async () => {
  const { service, read } = await managed();
  given(service, "delete_user", { user: ann });
  given(service, "delete_domain", { domain: "example.com" });
  service.requests.clear();
  expect(await read()).toBeUndefined();
  expect(methodsCalled(service)).toEqual(["authenticate", "get_user", "get_domain"]);
});

test("what a kind requires is read even where state lacks it, and nothing else that it lacks", async () => {
  const service = await startService();
  givenUser(service, ann);
  const role = { user: ann, role: "domain", objects: ["example.com"] };
  const state = await createDeclared(newContext(service.url), "Role", role);
  const { objects } = state.attributes;
  const read = await refresh(newContext(service.url), kinds.Role, { ...state, attributes: { objects } });
  expect(read).toEqual(state);
});

test("facts are refreshed, and those that state never had are not added: they would show as a change", async () => {
  const service = await startService();
  const state = await createDeclared(newContext(service.url), "Company", { company, notesExternal: "Ours" });
  const stale = { ...state, computed: { osrs_id: "another" } };
  const read = await refresh(newContext(service.url), kinds.Company, stale);
  expect(read?.computed).toEqual({ osrs_id: "lakeside" });
});

describe("an explicit look-up", () => {
  test("returns everything that can be declared, and no secret", async () => {
    const service = await startService();
    givenUser(service, ann, { name: "Ann", aliases: ["a@example.com"] });
    const found = await lookUp(newContext(service.url), kinds.User, { user: ann });
    expect(found.attributes).toMatchObject({
      name: "Ann",
      aliases: ["a@example.com"],
      type: "mailbox",
      delivery_local: true,
    });
    expect(Object.keys(found.attributes).filter((name) => name === "password" || name === "account")).toEqual([]);
    expect(found.attributes).not.toHaveProperty("title");
    expect(found.fingerprints).toEqual({});
  });

  test("has the types of programs, whatever the service sends", async () => {
    const service = await startService({ numbers: "text" });
    const { attributes, computed: facts } = await lookUp(newContext(service.url), kinds.Company, { company });
    expect(typeof attributes.quota).toBe("number");
    expect(facts).toEqual({ osrs_id: "lakeside", createtime: expect.any(Number) });
  });

  test("of something that is missing is an error, not an empty object", async () => {
    const service = await startService();
    for (const [kind, identity] of [
      ["User", { user: "nobody@example.com" }],
      ["Domain", { domain: "missing.example" }],
      ["User", { user: "nobody@missing.example" }],
    ] as const) {
      expect(await failureOf(lookUp(newContext(service.url), kinds[kind], identity))).toMatchObject({
        name: "MissingError",
      });
    }
    expect(held(service, "domain", "missing.example")).toBeUndefined();
  });
});
