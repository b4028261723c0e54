import type { JsonObject, RoleName, Simulator } from "../../simulator/index.js";
import { METHODS } from "../../simulator/methods/index.js";
import { ROLES } from "../../simulator/store/objects.js";
import { COMPANY, GOOD, start, TWO_COMPANIES } from "./support.js";

/**
 * Every role against every method. Who may do what stands here a second time, in the words of the role descriptions
 * (GUIDE roles, KB), and not taken from the declarations.
 */

type Caller = RoleName | "none";
const CALLERS: readonly Caller[] = [...ROLES, "none"];

const everybody = CALLERS;
const seeCompany: Caller[] = ["company", "company_view", "company_mail", "company_mail2", "company_ro"];
const seeObjects: Caller[] = [...seeCompany, "domain", "mail", "workgroup"];
const runCompany: Caller[] = ["company"];
const runDomain: Caller[] = ["company", "domain"];
const editDomain: Caller[] = ["company", "company_view", "domain"];
const makeUsers: Caller[] = ["company", "domain", "workgroup"];
const editUsers: Caller[] = ["company", "company_view", "company_mail", "company_mail2", "domain", "mail", "workgroup"];
const withPasswords = editUsers.filter((role) => role !== "company_mail2");

const DOMAIN = { domain: "example.com" };
const IRIS = { user: "iris@example.com" };
const BULLETIN = { bulletin: "News", type: "manual" };

interface Row {
  may: readonly Caller[];
  /** Request fields; from the scene where it has ids of its own. */
  fields: JsonObject | ((scene: { user: string; domain: string }) => JsonObject);
}

const MATRIX: Record<string, Row> = {
  authenticate: { may: everybody, fields: {} },
  echo: { may: everybody, fields: {} },
  get_company: { may: seeCompany, fields: { company: COMPANY } },
  change_company: { may: runCompany, fields: { company: COMPANY, attributes: { language: "nl" } } },
  change_company_bulletin: { may: runCompany, fields: { company: COMPANY, ...BULLETIN, bulletin_text: "x" } },
  get_company_bulletin: { may: seeCompany, fields: { company: COMPANY, ...BULLETIN } },
  post_company_bulletin: { may: runCompany, fields: { company: COMPANY, ...BULLETIN } },
  get_company_changes: { may: seeCompany, fields: { company: COMPANY } },
  search_admins: { may: [...seeCompany, "domain"], fields: {} },
  get_domain: { may: seeObjects, fields: DOMAIN },
  change_domain: { may: editDomain, fields: { ...DOMAIN, attributes: { language: "nl" } } },
  "change_domain, to create": { may: runCompany, fields: { domain: "new.example", attributes: {} } },
  delete_domain: { may: runCompany, fields: { domain: "empty.example" } },
  restore_domain: {
    may: runCompany,
    fields: ({ domain }) => ({ domain: "gone.example", id: domain, new_name: "gone.example" }),
  },
  search_domains: { may: seeObjects, fields: {} },
  change_domain_bulletin: { may: editDomain, fields: { ...DOMAIN, ...BULLETIN, bulletin_text: "x" } },
  get_domain_bulletin: { may: seeObjects, fields: { ...DOMAIN, ...BULLETIN } },
  post_domain_bulletin: { may: runDomain, fields: { ...DOMAIN, ...BULLETIN } },
  get_domain_changes: { may: seeObjects, fields: DOMAIN },
  push_domain: { may: runCompany, fields: { domain: "empty.example", new_company: "1002" } },
  create_workgroup: { may: runDomain, fields: { ...DOMAIN, workgroup: "new" } },
  delete_workgroup: { may: runDomain, fields: { ...DOMAIN, workgroup: "spare" } },
  search_workgroups: { may: seeObjects, fields: { criteria: DOMAIN } },
  get_user: { may: seeObjects, fields: IRIS },
  change_user: { may: editUsers, fields: { ...IRIS, attributes: { name: "Iris" } } },
  "change_user, a password": { may: withPasswords, fields: { ...IRIS, attributes: { password: GOOD } } },
  "change_user, what is billed": { may: makeUsers, fields: { ...IRIS, attributes: { quota: 1 } } },
  "change_user, to create": { may: makeUsers, fields: { user: "new@example.com", attributes: { password: GOOD } } },
  delete_user: { may: makeUsers, fields: IRIS },
  rename_user: { may: makeUsers, fields: { ...IRIS, new_name: "i@example.com" } },
  restore_user: {
    may: makeUsers,
    fields: ({ user }) => ({ user: "gone@example.com", id: user, new_name: "gone@example.com" }),
  },
  search_users: { may: seeObjects, fields: { criteria: DOMAIN } },
  set_role: { may: runDomain, fields: { ...IRIS, role: "workgroup", object: "example.com/staff" } },
  add_role: { may: runDomain, fields: { ...IRIS, role: "workgroup", object: "example.com/staff" } },
  remove_role: { may: runDomain, fields: { user: "desk@example.com", role: "workgroup", object: "example.com/staff" } },
  generate_token: { may: withPasswords, fields: { ...IRIS, reason: "x" } },
  "generate_token, sso": {
    may: [...withPasswords, "company_token_only"],
    fields: { ...IRIS, reason: "x", type: "sso" },
  },
  logout_user: { may: editUsers, fields: IRIS },
  app_password: { may: withPasswords, fields: { ...IRIS, mode: "add", tag: "x" } },
  user_disable_2fa: { may: editUsers, fields: IRIS },
  get_user_changes: { may: seeObjects, fields: IRIS },
  get_user_attribute_history: { may: seeObjects, fields: { ...IRIS, attribute: "name" } },
  get_user_folders: { may: seeObjects, fields: IRIS },
  get_user_messages: { may: seeObjects, fields: IRIS },
  move_user_messages: { may: editUsers, fields: { ...IRIS, ids: [] } },
  get_deleted_messages: { may: seeObjects, fields: IRIS },
  restore_deleted_messages: { may: editUsers, fields: { ...IRIS, ids: [] } },
  get_deleted_contacts: { may: seeObjects, fields: IRIS },
  restore_deleted_contacts: { may: editUsers, fields: { ...IRIS, ids: [] } },
  user_notify: { may: seeObjects, fields: IRIS },
  reindex: { may: editUsers, fields: IRIS },
  get_sieve: { may: seeObjects, fields: IRIS },
  set_sieve: { may: editUsers, fields: { ...IRIS, ruleset: "x", data: "keep;" } },
  _get_brand: { may: seeCompany, fields: { brand: "Blue" } },
  _change_brand: { may: runCompany, fields: { brand: "Blue", attributes: {} } },
  _delete_brand: { may: runCompany, fields: { brand: "Blue" } },
  search_brands: { may: seeCompany, fields: {} },
  search_brand_members: { may: seeCompany, fields: { criteria: { brand: "Blue" } } },
  reset_email_test: { may: ["company", "company_view"], fields: { brand: "Blue", test_email_rcpt: "a@b.example" } },
  stats_list: { may: seeObjects, fields: {} },
  stats_snapshot: { may: seeObjects, fields: { type: "domain", object: "example.com", date: "2020-01" } },
  stats_summary: { may: seeObjects, fields: { type: "domain", object: "example.com" } },
  migration_add: {
    may: withPasswords,
    fields: {
      users: [{ local: IRIS.user, remote: "iris", password: "x", server: "old.example:993", method: "imap4s" }],
    },
  },
  migration_jobs: { may: withPasswords, fields: {} },
  migration_status: { may: withPasswords, fields: { job: "own" } },
  migration_trace: { may: withPasswords, fields: { job: "own", ...IRIS } },
};

const methodOf = (name: string) => name.split(",")[0] as string;

test("every method is in the matrix", () => {
  expect([...new Set(Object.keys(MATRIX).map(methodOf))].sort()).toEqual([...METHODS.keys()].sort());
});

/** A tenant with something for every method to be called on, and somebody with the role. */
async function scene(role: Caller): Promise<{ sim: Simulator; caller: string; user: string; domain: string }> {
  const sim = await start(TWO_COMPANIES);
  const call = (method: string, fields: JsonObject, as?: string) => sim.call(method, fields, as);
  const user = (name: string) => call("change_user", { user: name, attributes: { password: GOOD } });
  for (const domain of ["example.com", "empty.example", "gone.example"])
    call("change_domain", { domain, attributes: {} });
  for (const name of ["iris", "desk", "gone", "caller"]) user(`${name}@example.com`);
  call("create_workgroup", { ...DOMAIN, workgroup: "spare" });
  call("_change_brand", { brand: "Blue", attributes: {} });
  call("change_company_bulletin", { company: COMPANY, ...BULLETIN, bulletin_text: "x" });
  call("change_domain_bulletin", { ...DOMAIN, ...BULLETIN, bulletin_text: "x" });
  call("set_role", { user: "desk@example.com", role: "workgroup", object: "example.com/staff" });
  call("delete_user", { user: "gone@example.com" });
  call("delete_domain", { domain: "gone.example" });
  const hillside = { company: "Hillside Demo Mail", attributes: { domain_push_allowed: ["1001"] } };
  call("change_company", hillside, "boss@hillside-demo.adm");

  let caller = "caller@example.com";
  if (role === "company") caller = sim.admin.user;
  else if (role !== "none") {
    const over = role === "workgroup" ? "example.com/staff" : role.startsWith("company") ? COMPANY : "example.com";
    call("set_role", { user: caller, role, object: over });
  }
  call("migration_add", { job: "own", ...(MATRIX.migration_add?.fields as JsonObject) }, caller);
  const idOf = (rows: unknown) => String((rows as JsonObject[])[0]?.id);
  return {
    sim,
    caller,
    user: idOf(call("search_users", { criteria: { ...DOMAIN, deleted: true } }).users),
    domain: idOf(call("search_domains", { criteria: { deleted: true } }).domains),
  };
}

/** A refusal of an attribute is one of the right to set it. */
const DENIED = [9, 4];

describe.each(CALLERS.map((role) => [role]))("%s", (role) => {
  test.each(Object.entries(MATRIX))("%s", async (name, { may, fields }) => {
    const { sim, caller, ...ids } = await scene(role);
    const answer = sim.call(methodOf(name), typeof fields === "function" ? fields(ids) : fields, caller);
    if (may.includes(role)) expect(answer).toMatchObject({ success: true });
    else expect(DENIED).toContain(answer.error_number);
  });
});

/** What is not about an object of the other company, or looks for a name in the caller's own. */
const OWN_COMPANY: Record<string, number | "done"> = {
  authenticate: "done",
  echo: "done",
  search_admins: "done",
  search_domains: "done",
  search_brands: "done",
  search_brand_members: 2,
  stats_list: "done",
  migration_jobs: "done",
  migration_status: 2,
  migration_trace: 2,
  "change_domain, to create": "done",
  _change_brand: "done",
  _get_brand: 2,
  _delete_brand: 2,
  reset_email_test: 2,
};

describe("the admin of another company gets 9 for what is not theirs", () => {
  test.each(Object.entries(MATRIX))("%s", async (name, { fields }) => {
    const { sim, caller: _caller, ...ids } = await scene("company");
    const before = sim.snapshot();
    const asked = typeof fields === "function" ? fields(ids) : fields;
    const answer = sim.call(methodOf(name), asked, "boss@hillside-demo.adm");
    const expected = OWN_COMPANY[name] ?? 9;
    expect(answer).toMatchObject(expected === "done" ? { success: true } : { error_number: expected });
    if (expected !== "done") expect(sim.snapshot()).toEqual(before);
  });
});
