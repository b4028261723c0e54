import type { JsonObject, Simulator } from "../../simulator/index.js";
import {
  admin,
  COMPANY,
  domain,
  done,
  GOOD,
  HILLSIDE,
  post,
  refused,
  start,
  TWO_COMPANIES,
  user,
  type Who,
} from "./support.js";

let sim: Simulator;

beforeEach(async () => {
  sim = await start(TWO_COMPANIES);
  await domain(sim);
  await user(sim);
});

const role = (name: string, object = name.startsWith("company") ? COMPANY : "example.com") =>
  admin(sim, `${name.replaceAll("_", "-")}@example.com`, name, object);
const settable = async (method: string, fields: JsonObject, who: Who) =>
  (await done(sim, method, fields, who)).settable_attributes ?? [];
const ofUser = (who: Who) => settable("get_user", { user: "iris@example.com" }, who);
const ofDomain = (who: Who) => settable("get_domain", { domain: "example.com" }, who);
const ofCompany = (who: Who) => settable("get_company", { company: COMPANY }, who);

test("a company admin sees the full lists, without smtp_sent_limit", async () => {
  const company = await ofCompany(sim.admin);
  expect(company).toEqual(
    expect.arrayContaining(["allow", "quota", "quota_maximum", "domain_push_allowed", "timezone"]),
  );
  expect(company).not.toContain("smtp_sent_limit");
  expect(company).not.toContain("account");
  expect(await ofDomain(sim.admin)).toContain("aliases");
  expect(await ofUser(sim.admin)).toContain("password");
});

test("company_view changes what costs nothing on users and domains, creates and deletes nothing", async () => {
  const view = await role("company_view");
  expect(await ofCompany(view)).toEqual([]);
  for (const names of [await ofDomain(view), await ofUser(view)]) {
    expect(names).toContain("language");
    for (const name of ["quota", "service_pop3", "limit_users", "type", "company"]) expect(names).not.toContain(name);
  }
  await done(sim, "change_user", { user: "iris@example.com", attributes: { language: "nl" } }, view);
  expect(await refused(sim, "change_user", { user: "iris@example.com", attributes: { quota: 1 } }, view)).toBe(4);
  expect(await refused(sim, "change_user", { user: "new@example.com", attributes: { password: GOOD } }, view)).toBe(9);
  expect(await refused(sim, "change_domain", { domain: "new.example", attributes: {} }, view)).toBe(9);
  expect(await refused(sim, "delete_user", { user: "iris@example.com" }, view)).toBe(9);
  expect(await refused(sim, "change_company", { company: COMPANY, attributes: {} }, view)).toBe(9);
});

test("company_mail changes users only; company_mail2 no passwords either", async () => {
  const mail = await role("company_mail");
  const mail2 = await role("company_mail2");
  expect(await ofDomain(mail)).toEqual([]);
  expect(await ofUser(mail)).toContain("password");
  expect(await ofUser(mail2)).not.toContain("password");
  expect(await refused(sim, "change_user", { user: "iris@example.com", attributes: { password: GOOD } }, mail2)).toBe(
    4,
  );
  expect(await refused(sim, "change_domain", { domain: "example.com", attributes: { language: "nl" } }, mail)).toBe(9);
});

test("company_ro sees all and changes nothing", async () => {
  const ro = await role("company_ro");
  expect(await ofCompany(ro)).toEqual([]);
  expect(await ofDomain(ro)).toEqual([]);
  expect(await ofUser(ro)).toEqual([]);
  expect(await refused(sim, "change_user", { user: "iris@example.com", attributes: { name: "x" } }, ro)).toBe(9);
  const missing = await post(sim, "get_domain", { domain: "fresh.example" }, ro);
  expect(missing).toMatchObject({ error_number: 2 });
  expect(missing).not.toHaveProperty("settable_attributes");
});

test("company_token_only may authenticate and see nothing", async () => {
  const tokens = await role("company_token_only");
  await done(sim, "authenticate", {}, tokens);
  expect(await refused(sim, "get_user", { user: "iris@example.com" }, tokens)).toBe(9);
});

test("a domain admin runs the domain and knows no other", async () => {
  const lead = await role("domain");
  await domain(sim, "second.example");
  expect(await ofDomain(lead)).toContain("limit_users");
  expect(await ofDomain(lead)).not.toContain("company");
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "team" }, lead);
  await done(sim, "change_user", { user: "new@example.com", attributes: { password: GOOD } }, lead);
  await done(sim, "delete_user", { user: "new@example.com" }, lead);
  expect(await refused(sim, "get_domain", { domain: "second.example" }, lead)).toBe(9);
  expect(await refused(sim, "get_domain", { domain: "absent.example" }, lead)).toBe(9);
  expect(await refused(sim, "get_company", { company: COMPANY }, lead)).toBe(9);
  expect(await refused(sim, "change_domain", { domain: "new.example", attributes: {} }, lead)).toBe(9);
  expect(await refused(sim, "delete_domain", { domain: "example.com" }, lead)).toBe(9);
  const { domains } = await done(sim, "search_domains", {}, lead);
  expect(domains).toMatchObject([{ domain: "example.com" }]);
});

test("a mail admin changes users of the domain, and makes none", async () => {
  const mail = await role("mail");
  await done(sim, "change_user", { user: "iris@example.com", attributes: { aliases: ["i@example.com"] } }, mail);
  expect(await refused(sim, "change_user", { user: "new@example.com", attributes: { password: GOOD } }, mail)).toBe(9);
});

test("a workgroup admin runs its workgroup and knows no other users", async () => {
  await done(sim, "create_workgroup", { domain: "example.com", workgroup: "Desk" });
  const desk = await admin(sim, "desk@example.com", "workgroup", "example.com/desk", { workgroup: "desk" });
  await done(sim, "change_user", { user: "new@example.com", attributes: { password: GOOD } }, desk);
  expect(sim.call("get_user", { user: "new@example.com" }).attributes?.workgroup).toBe("Desk");
  expect(await refused(sim, "get_user", { user: "iris@example.com" }, desk)).toBe(9);
  expect(await refused(sim, "change_user", { user: "new@example.com", attributes: { workgroup: "staff" } }, desk)).toBe(
    9,
  );
  const { users } = await done(sim, "search_users", { criteria: { domain: "example.com" } }, desk);
  expect(users).toMatchObject([{ user: "desk@example.com" }, { user: "new@example.com" }]);
});

test("a role replaces the earlier one, shows in the metadata, and goes with an empty role or null", async () => {
  const roles = () => sim.call("get_user", { user: "iris@example.com" }).metadata?.roles;
  const set = (fields: JsonObject) => done(sim, "set_role", { user: "iris@example.com", ...fields });
  await set({ role: "mail", object: "example.com" });
  await set({ role: "domain", object: "Example.com" });
  expect(roles()).toEqual({ domain: ["example.com"] });
  await set({ role: "" });
  expect(roles()).toEqual({});
  await set({ role: "mail", objects: ["example.com"] });
  await set({ role: null });
  expect(roles()).toEqual({});
});

test("lists of objects are for the roles domain and mail", async () => {
  const fields = { user: "iris@example.com", role: "workgroup", objects: ["example.com/staff"] };
  expect(await refused(sim, "set_role", fields)).toBe(5);
});

test("nobody gives away more than they have, and the company role comes from support only", async () => {
  const lead = await role("domain");
  const give = (name: string, object: string, who?: Who) =>
    post(sim, "set_role", { user: "iris@example.com", role: name, object }, who);
  expect(await give("company_ro", COMPANY, lead)).toMatchObject({ error_number: 9 });
  expect(await give("domain", "example.com", lead)).toMatchObject({ error_number: 9 });
  expect(await give("workgroup", "example.com/staff", lead)).toMatchObject({ success: true });
  expect(await give("company", COMPANY)).toMatchObject({ error_number: 9 });
  expect(await give("company_ro", "Hillside Demo Mail")).toMatchObject({ error_number: 9 });
});

test("search_admins lists users with roles by type and pattern", async () => {
  await role("domain");
  await role("company_view");
  const rows = async (criteria: JsonObject) => (await done(sim, "search_admins", { criteria })).admins;
  expect(await rows({})).toEqual([
    { user: "company-view@example.com", type: "company_view", control: [COMPANY] },
    { user: "domain@example.com", type: "domain", control: ["example.com"] },
    { user: sim.admin.user, type: "company", control: [COMPANY] },
  ]);
  expect(await rows({ type: ["domain", "mail"] })).toMatchObject([{ user: "domain@example.com" }]);
  expect(await rows({ match: "prov*" })).toMatchObject([{ user: sim.admin.user }]);
  expect((await done(sim, "search_admins", {}, HILLSIDE)).total_count).toBe(2);
});

test("a deleted admin is no admin when it comes back", async () => {
  await role("domain");
  await done(sim, "delete_user", { user: "domain@example.com" });
  const [row] = sim.call("search_users", { criteria: { domain: "example.com", deleted: true } }).users as unknown as [
    { id: string },
  ];
  await done(sim, "restore_user", { user: "domain@example.com", id: row.id, new_name: "domain@example.com" });
  expect(sim.call("get_user", { user: "domain@example.com" }).metadata?.roles).toEqual({});
});
