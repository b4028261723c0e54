import { kinds } from "../../../../provider/kinds/index.js";
import { check } from "../../../../provider/lifecycle/check.js";
import { remove } from "../../../../provider/lifecycle/delete.js";
import { refresh } from "../../../../provider/lifecycle/read.js";
import type { Values } from "../../../../provider/values.js";

import { createDeclared, newContext, updateDeclared } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { company, given, givenUser, startService, writes } from "../../support/service.js";

const ann = "ann@example.com";

async function withAnn(...settings: Parameters<typeof startService>) {
  const service = await startService(...settings);
  givenUser(service, ann);
  const roles = () => (service.call("get_user", { user: ann }).metadata as { roles: Values }).roles;
  const give = (role: string, ...objects: string[]) =>
    createDeclared(newContext(service.url), "Role", { user: ann, role, objects });
  return { service, roles, give };
}

test("a role over one domain is sent as one object, over several as a list", async () => {
  const { service, roles, give } = await withAnn();
  given(service, "change_domain", { domain: "more.example", attributes: {} });
  await give("domain", "example.com");
  expect(writes(service)[0]?.fields).toEqual({ user: ann, role: "domain", object: "example.com" });
  given(service, "set_role", { user: ann, role: "" });
  service.requests.clear();
  const state = await give("mail", "more.example", "Example.com");
  expect(writes(service)[0]?.fields).toMatchObject({ role: "mail", objects: ["more.example", "Example.com"] });
  expect(roles()).toEqual({ mail: ["more.example", "example.com"] });
  expect(await refresh(newContext(service.url), kinds.Role, state)).toEqual(state);
});

test("a role is taken away with its object, which the service may insist on", async () => {
  const { service, roles, give } = await withAnn({ roleRemovalObject: "required" });
  const state = await give("domain", "example.com");
  await remove(newContext(service.url), kinds.Role, state);
  expect(writes(service).at(-1)?.fields).toEqual({ user: ann, role: "", object: "example.com" });
  expect(roles()).toEqual({});
});

test("a role that is not the declared one is left to whoever gave it", async () => {
  const { service, roles, give } = await withAnn();
  given(service, "set_role", { user: ann, role: "company_ro", object: company });
  expect(await failureOf(give("domain", "example.com"))).toMatchObject({ name: "ExistsError", object: ann });
  expect(roles()).toEqual({ company_ro: [company] });
});

test("a role over something that the user does not belong to is refused by the name of the attribute", async () => {
  const { service, roles, give } = await withAnn();
  given(service, "change_domain", { domain: "more.example", attributes: {} });
  const failure = await failureOf(give("domain", "more.example"));
  expect(failure).toMatchObject({ name: "AttributeError", number: 17, attribute: "objects", object: ann });
  expect(roles()).toEqual({});
});

test.each<[string, string, string, string]>([
  ["domain", "nowhere.example", "domain", "nowhere.example"],
  ["mail", "Nowhere.example", "domain", "Nowhere.example"],
  ["workgroup", "nowhere.example/sales", "domain", "nowhere.example"],
  ["workgroup", "example.com/sales", "workgroup", "example.com/sales"],
])("a role %s over %s is refused by the name of what is missing", async (role, object, kind, missing) => {
  const { service, roles, give } = await withAnn();
  service.faults.next({ error_number: 2, method: "set_role" });
  expect(await failureOf(give(role, object))).toMatchObject({
    name: "MissingReferenceError",
    code: "OMA_OBJECT_MISSING",
    object: ann,
    attribute: "objects",
    message: expect.stringContaining(`objects names the ${kind} ${missing}, which does not exist`),
  });
  expect(roles()).toEqual({});
});

test("a role over a domain that turns up missing is refused by its name, when it is given and when it changes", async () => {
  const { service, give } = await withAnn();
  expect((await failureOf(give("domain", "nowhere.example"))).message).toContain(
    "nowhere.example, which does not exist",
  );
  const state = await give("domain", "example.com");
  const context = newContext(service.url);
  const changed = updateDeclared(context, "Role", state, { user: ann, role: "domain", objects: ["nowhere.example"] });
  expect((await failureOf(changed)).message).toContain("nowhere.example, which does not exist");
});

test("a role that is refused though all that it names is there stays the refusal that it is", async () => {
  const { service, give } = await withAnn();
  service.faults.next({ error_number: 2, method: "set_role" });
  expect(await failureOf(give("domain", "example.com"))).toMatchObject({ name: "OmaApiError", number: 2 });
  service.faults.next({ error_number: 2, method: "set_role" });
  expect(await failureOf(give("company_ro", "Nobody Ltd"))).toMatchObject({ name: "OmaApiError", number: 2 });
});

test("a role that only OpenSRS can give is refused as a matter of permission, not as a missing user", async () => {
  const { roles, give } = await withAnn();
  expect(await failureOf(give("company", company))).toMatchObject({ name: "OmaApiError", number: 9 });
  expect(roles()).toEqual({});
});

test("a role that the service does not know is blamed on the role", async () => {
  const { service, give } = await withAnn();
  service.faults.next({ error_number: 12, method: "set_role" });
  expect(await failureOf(give("mail", "example.com"))).toMatchObject({ name: "AttributeError", attribute: "role" });
});

test.each<[string, Values, string]>([
  ["no role", { objects: ["example.com"] }, "role is required: must be one of"],
  ["no objects", { role: "domain" }, "objects is required: must be a list of 1 or more"],
  ["an empty list of objects", { role: "domain", objects: [] }, "must be a list of 1 or more"],
  ["null for the role", { role: null, objects: ["example.com"] }, "cannot be null"],
  ["an unknown role", { role: "root", objects: ["example.com"] }, "must be one of"],
])("a declaration with %s is refused before anything is sent", (_, inputs, words) => {
  const { failures } = check(kinds.Role, {}, { user: ann, ...inputs }, newContext("http://127.0.0.1:9").vault);
  expect(failures.map(({ reason }) => reason).join()).toContain(words);
  expect(failures.map(({ reason }) => reason).join()).not.toContain("leave it out");
});
