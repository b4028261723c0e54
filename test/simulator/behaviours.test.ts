import { type Behaviours, DEFAULT_BEHAVIOURS, type JsonObject, type Simulator } from "../../simulator/index.js";
import { admin, COMPANY, clock, DAY, domain, done, GOOD, post, raw, refused, start, user } from "./support.js";

const time = clock();

type Proof = (sim: Simulator) => Promise<void>;

const TWO_FACTOR = {
  user: "factor@lakeside-demo.adm",
  password: GOOD,
  role: "company" as const,
  two_factor: { enabled: true, code: "123456" },
};
const TENANT = [
  {
    name: COMPANY,
    admins: [{ user: "provisioner@lakeside-demo.adm", password: GOOD, role: "company" as const }, TWO_FACTOR],
  },
];

/** For each open question: the other answer, and the call that shows it. */
const PROOFS: { [Name in keyof Behaviours]: [Behaviours[Name], Proof] } = {
  brandInUseByCompany: [
    false,
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      await done(sim, "change_company", { company: COMPANY, attributes: { brand: "Blue" } });
      await done(sim, "_delete_brand", { brand: "Blue" });
      expect(sim.call("get_company", { company: COMPANY }).attributes?.brand).toBeNull();
    },
  ],
  missingCompany: [2, async (sim) => expect(await refused(sim, "get_company", { company: "Nobody" })).toBe(2)],
  missingUserDomain: [2, async (sim) => expect(await refused(sim, "get_user", { user: "a@no.example" })).toBe(2)],
  unsetAttributes: [
    "absent",
    async (sim) => expect(sim.call("get_domain", { domain: "example.com" }).attributes).not.toHaveProperty("spamtag"),
  ],
  inheritedInAttributes: [true, async (sim) => expect(ofDomain(sim).spamfolder).toBe(".Spam")],
  domainShowsCompany: [true, async (sim) => expect(ofDomain(sim).company).toBe(COMPANY)],
  aliasRead: [
    2,
    async (sim) => {
      await aliases(sim);
      expect(await refused(sim, "get_domain", { domain: "one.example" })).toBe(2);
      expect(await refused(sim, "change_domain", { domain: "one.example", attributes: {} })).toBe(3);
    },
  ],
  pageLimit: [
    1,
    async (sim) => {
      await domain(sim, "second.example");
      expect(await post(sim, "search_domains", {})).toMatchObject({ count: 1, total_count: 3 });
    },
  ],
  numbers: ["text", async (sim) => expect(ofDomain(sim).quota_maximum).toBe("10240")],
  listOrder: [
    "shuffled",
    async (sim) => {
      await aliases(sim);
      expect(ofDomain(sim).aliases).toEqual(["two.example", "one.example"]);
    },
  ],
  createClash: [
    8,
    async (sim) =>
      expect(await refused(sim, "create_workgroup", { domain: "example.com", workgroup: "staff" })).toBe(8),
  ],
  deletedUsersBlockDomain: [
    true,
    async (sim) => {
      await user(sim);
      await done(sim, "delete_user", { user: "iris@example.com" });
      expect(await refused(sim, "delete_domain", { domain: "example.com" })).toBe(10);
    },
  ],
  userRestoreDays: [
    1,
    async (sim) => {
      await user(sim);
      await done(sim, "delete_user", { user: "iris@example.com" });
      time.pass(DAY + 1000);
      const criteria = { domain: "example.com", deleted: true };
      expect(sim.call("search_users", { criteria }).total_count).toBe(0);
    },
  ],
  domainRestoreDays: [
    1,
    async (sim) => {
      await done(sim, "delete_domain", { domain: "example.com" });
      time.pass(DAY + 1000);
      expect(sim.call("search_domains", { criteria: { deleted: true } }).total_count).toBe(0);
    },
  ],
  emptyText: [
    "null",
    async (sim) => {
      await done(sim, "change_domain", { domain: "example.com", attributes: { notes_external: "" } });
      expect(ofDomain(sim).notes_external).toBeNull();
    },
  ],
  passwordRequiredForMailbox: [
    false,
    async (sim) => {
      await done(sim, "change_user", { user: "iris@example.com", attributes: {} });
    },
  ],
  typeChange: [
    "refused",
    async (sim) => {
      await user(sim);
      const attributes = { type: "forward", forward_recipients: ["a@b.example"] };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(6);
    },
  ],
  forwardWithoutRecipients: [
    "accepted",
    async (sim) => {
      await user(sim, "iris@example.com", { delivery_forward: true });
    },
  ],
  initialWorkgroup: ["everyone", async (sim) => expect(ofDomain(sim).workgroup).toBe("everyone")],
  missingWorkgroup: [
    2,
    async (sim) => {
      const attributes = { password: GOOD, workgroup: "none" };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(2);
    },
  ],
  smtpSentLimit: [
    "settable",
    async (sim) => {
      await done(sim, "change_company", { company: COMPANY, attributes: { smtp_sent_limit: 900 } });
    },
  ],
  expiredToken: [
    1,
    async (sim) => {
      const { session_token } = await done(sim, "authenticate", { generate_session_token: true });
      sim.expireTokens();
      const who = { user: sim.admin.user, token: String(session_token) };
      expect(await refused(sim, "get_company", { company: COMPANY }, who)).toBe(1);
    },
  ],
  settableSpelling: [
    "singular",
    async (sim) => {
      const answer = await post(sim, "get_company", { company: COMPANY });
      expect(answer).toHaveProperty("settable_attribute");
      expect(answer).not.toHaveProperty("settable_attributes");
    },
  ],
  companyRoleBySetRole: [
    "allowed",
    async (sim) => {
      await user(sim);
      await done(sim, "set_role", { user: "iris@example.com", role: "company", object: COMPANY });
    },
  ],
  malformedCredentials: [
    5,
    async (sim) => {
      const response = await raw(sim, "get_company", "{}");
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ error_number: 5 });
    },
  ],
  brandSearchShows: [
    "all",
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Old", attributes: {} });
      await done(sim, "_delete_brand", { brand: "Old" });
      expect(await done(sim, "search_brands", {})).toMatchObject({ total_count: 2 });
    },
  ],
  userInherit: [
    false,
    async (sim) => {
      await user(sim);
      expect(sim.call("get_user", { user: "iris@example.com" }).metadata).not.toHaveProperty("inherit");
    },
  ],
  adminDelete: [
    "refused",
    async (sim) => {
      const lead = await admin(sim, "lead@example.com", "domain", "example.com");
      expect(await refused(sim, "delete_user", { user: lead.user })).toBe(24);
    },
  ],
  renameKeepsAlias: [
    true,
    async (sim) => {
      await user(sim);
      await done(sim, "rename_user", { user: "iris@example.com", new_name: "i@example.com" });
      expect(await refused(sim, "get_user", { user: "iris@example.com" })).toBe(3);
    },
  ],
  nullClears: [
    false,
    async (sim) => {
      const set = (attributes: JsonObject) => post(sim, "change_domain", { domain: "example.com", attributes });
      expect(await set({ spamlevel: null })).toMatchObject({ success: true });
      expect(await set({ notes_external: null })).toMatchObject({ error_number: 6 });
    },
  ],
  servicePasswordPolicy: [
    true,
    async (sim) => {
      await user(sim);
      const attributes = { password: "kite-road" };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(40);
    },
  ],
  quotaAboveMaximum: [
    "accepted",
    async (sim) => {
      await done(sim, "change_domain", { domain: "example.com", attributes: { quota_maximum: 1, quota: 5_000_000 } });
    },
  ],
  misfitFilter: [
    31,
    async (sim) => {
      await user(sim);
      const attributes = { delivery_filter: true };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(31);
    },
  ],
  twoFactorAttribute: [
    "guarded",
    async (sim) => {
      const attributes = { "2fa_required_oma": true };
      expect(await refused(sim, "change_domain", { domain: "example.com", attributes })).toBe(44);
    },
  ],
  suspendedByHigher: [
    9,
    async (sim) => {
      const lead = await admin(sim, "lead@example.com", "domain", "example.com");
      await user(sim, "iris@example.com", { service_pop3: "suspended" });
      const attributes = { service_pop3: "enabled" };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes }, lead)).toBe(9);
    },
  ],
  roleRemovalObject: [
    "required",
    async (sim) => {
      await user(sim);
      expect(await refused(sim, "set_role", { user: "iris@example.com", role: "" })).toBe(5);
    },
  ],
  omaFlagByOthers: [
    "ignored",
    async (sim) => {
      const lead = await admin(sim, "lead@example.com", "domain", "example.com");
      const { token } = await done(sim, "generate_token", { user: lead.user, reason: "x", oma: true }, lead);
      expect(await refused(sim, "echo", {}, { user: lead.user, token: String(token) })).toBe(1);
    },
  ],
  ssoDuration: [
    24,
    async (sim) => {
      const fields = { user: sim.admin.user, reason: "x", type: "sso", duration: 5 };
      expect((await done(sim, "generate_token", fields)).duration).toBe(24);
    },
  ],
  logoutEndsTokens: [
    true,
    async (sim) => {
      const fields = { user: sim.admin.user, reason: "x", oma: true };
      const { token } = await done(sim, "generate_token", fields);
      await done(sim, "logout_user", { user: sim.admin.user });
      expect(await refused(sim, "echo", {}, { user: sim.admin.user, token: String(token) })).toBe(1);
    },
  ],
  secondFactor: [33, async (sim) => expect(await refused(sim, "get_company", { company: COMPANY })).toBe(33)],
  wrongSecondFactor: [
    43,
    async (sim) => {
      const wrong = { user: TWO_FACTOR.user, password: GOOD, "2fa_code": "0" };
      expect(await refused(sim, "authenticate", {}, wrong)).toBe(43);
    },
  ],
  hintsShape: [
    "list",
    async (sim) => {
      const { hints } = await post(sim, "get_domain", {});
      expect(hints).toEqual(["domain: missing"]);
    },
  ],
  unknownFields: [5, async (sim) => expect(await refused(sim, "search_domains", { cascade: true })).toBe(5)],
  audit: [
    "never",
    async (sim) => {
      const attributes = { language: "nl" };
      expect(await done(sim, "change_domain", { domain: "example.com", attributes })).toEqual({ success: true });
    },
  ],
  failureAudit: [
    "generate_token",
    async (sim) => {
      expect(await post(sim, "delete_domain", { domain: "none.example" })).not.toHaveProperty("audit");
      expect(await post(sim, "generate_token", { user: "none@example.com", reason: "test" })).toHaveProperty("audit");
    },
  ],
  sieveCheck: [
    "none",
    async (sim) => {
      await user(sim);
      await done(sim, "set_sieve", { user: "iris@example.com", ruleset: "mine", data: "if {" });
    },
  ],
  jobSeconds: [
    60,
    async (sim) => {
      await user(sim);
      const { id } = await done(sim, "reindex", { user: "iris@example.com" });
      time.pass(30_000);
      expect(await done(sim, "reindex", { user: "iris@example.com", id: id ?? null })).toMatchObject({
        status: "running",
      });
    },
  ],
  sampleMail: [
    3,
    async (sim) => {
      await user(sim);
      expect(await done(sim, "get_user_messages", { user: "iris@example.com" })).toMatchObject({ count: 3 });
    },
  ],
  plainBrandCalls: [
    "known",
    async (sim) => {
      const body = { credentials: { ...sim.admin }, brand: "Blue", attributes: {} };
      expect((await raw(sim, "change_brand", JSON.stringify(body))).status).toBe(200);
      await done(sim, "_get_brand", { brand: "Blue" });
    },
  ],
  deletedBrandName: [
    "taken",
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Old", attributes: {} });
      await done(sim, "_delete_brand", { brand: "Old" });
      expect(await refused(sim, "_change_brand", { brand: "Old", attributes: {} })).toBe(7);
    },
  ],
  brandCase: [
    "exact",
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      for (const method of ["_get_brand", "_delete_brand"])
        expect(await refused(sim, method, { brand: "blue" })).toBe(2);
      expect(await refused(sim, "_change_brand", { brand: "blue", attributes: {} })).toBe(23);
    },
  ],
  nameCase: [
    "ignored",
    async (sim) => {
      await done(sim, "get_company", { company: COMPANY.toUpperCase() });
      const bulletin = { domain: "example.com", type: "auto" };
      await done(sim, "change_domain_bulletin", { ...bulletin, bulletin: "Hello", bulletin_text: "one" });
      await done(sim, "change_domain_bulletin", { ...bulletin, bulletin: "hello", bulletin_text: "two" });
      expect(await done(sim, "get_domain_bulletin", { ...bulletin, bulletin: "Hello" })).toMatchObject({
        bulletin_text: "two",
      });
      const iris = { user: "iris@example.com" };
      await user(sim, iris.user);
      await done(sim, "set_sieve", { ...iris, ruleset: "Main", data: "keep;", active_rule: "MAIN" });
      await done(sim, "set_sieve", { ...iris, ruleset: "main", data: "stop;" });
      expect(await done(sim, "get_sieve", iris)).toMatchObject({ rulesets: { Main: "stop;" }, active_rule: "Main" });
      await done(sim, "app_password", { ...iris, mode: "add", tag: "Phone" });
      await done(sim, "app_password", { ...iris, mode: "remove", tag: "phone" });
    },
  ],
  brandMembersCase: [
    "exact",
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      await done(sim, "search_brand_members", { criteria: { brand: "Blue" } });
      expect(await refused(sim, "search_brand_members", { criteria: { brand: "blue" } })).toBe(2);
    },
  ],
  domainRowUsers: [
    false,
    async (sim) => {
      const criteria = { match: "example.com" };
      const { domains } = await done(sim, "search_domains", { criteria });
      expect(domains).toEqual([{ domain: "example.com", type: "domain" }]);
    },
  ],
  domainLeftovers: [
    "refused",
    async (sim) => {
      await aliases(sim);
      expect(await refused(sim, "delete_domain", { domain: "example.com" })).toBe(10);
    },
  ],
  domainOfAdmins: [
    24,
    async (sim) => {
      await admin(sim, "lead@example.com", "domain", "example.com");
      expect(await refused(sim, "delete_domain", { domain: "example.com" })).toBe(24);
    },
  ],
  lostUser: [
    9,
    async (sim) => {
      await user(sim);
      await done(sim, "delete_user", { user: "iris@example.com" });
      const { users } = await done(sim, "search_users", { criteria: { domain: "example.com", deleted: true } });
      time.pass(31 * DAY);
      const { id } = (users as JsonObject[])[0] ?? {};
      const fields = { user: "iris@example.com", id: id ?? null, new_name: "iris@example.com" };
      expect(await refused(sim, "restore_user", fields)).toBe(9);
    },
  ],
  passwordLevels: ["length", async (sim) => void (await user(sim, "iris@example.com", { password: "quartzkite" }))],
  accountInfo: [
    "address",
    async (sim) => void (await user(sim, "iris@example.com", { name: "Iris Kite", password: GOOD })),
  ],
  mailboxDelivery: [
    "none",
    async (sim) => {
      await user(sim);
      const { attributes } = await done(sim, "get_user", { user: "iris@example.com" });
      expect(attributes).toMatchObject({ delivery_local: false, delivery_forward: false });
    },
  ],
  megabyte: [
    1000000,
    async (sim) => {
      await done(sim, "change_company", { company: COMPANY, attributes: { quota: 5 } });
      await domain(sim, "second.example");
      const { attributes } = await done(sim, "get_domain", { domain: "second.example" });
      expect(attributes?.quota).toBe(5_000_000);
    },
  ],
  aliasLimitCounts: [
    "users and domain",
    async (sim) => {
      await aliases(sim);
      await done(sim, "change_domain", { domain: "example.com", attributes: { limit_aliases: 2 } });
      await user(sim);
      const attributes = { aliases: ["i@example.com"] };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(16);
    },
  ],
  userLimitCounts: [
    "mailboxes",
    async (sim) => {
      await done(sim, "change_domain", { domain: "example.com", attributes: { limit_users: 1 } });
      const forward = { type: "forward", forward_recipients: ["a@b.example"] };
      await user(sim, "one@example.com", forward);
      await user(sim, "two@example.com", forward);
      await user(sim);
      const attributes = { password: GOOD };
      expect(await refused(sim, "change_user", { user: "more@example.com", attributes })).toBe(15);
    },
  ],
  workgroupCase: [
    "exact",
    async (sim) => {
      await user(sim, "iris@example.com", { workgroup: "staff" });
      const attributes = { workgroup: "Staff" };
      expect(await refused(sim, "change_user", { user: "iris@example.com", attributes })).toBe(6);
    },
  ],
  costlessRoles: [
    "everything",
    async (sim) => {
      const viewer = await admin(sim, "viewer@example.com", "company_view", COMPANY);
      await done(sim, "change_domain", { domain: "example.com", attributes: { limit_users: 9 } }, viewer);
    },
  ],
  unknownNewCompany: [
    6,
    async (sim) => {
      const attributes = { company: "Nobody" };
      expect(await refused(sim, "change_domain", { domain: "example.com", attributes })).toBe(6);
    },
  ],
  dkimAttributes: [
    "refused",
    async (sim) => {
      const attributes = { dkim_selector: "mail" };
      expect(await refused(sim, "change_domain", { domain: "example.com", attributes })).toBe(6);
    },
  ],
  roleLists: [
    "domain",
    async (sim) => {
      await user(sim);
      const set = { user: "iris@example.com", objects: ["example.com"] };
      await done(sim, "set_role", { ...set, role: "domain" });
      expect(await refused(sim, "set_role", { ...set, role: "mail" })).toBe(5);
    },
  ],
  ssoToken: [
    "kept",
    async (sim) => {
      const fields = { user: sim.admin.user, reason: "x", type: "sso", oma: true };
      const { token } = await done(sim, "generate_token", fields);
      const who = { user: sim.admin.user, token: String(token) };
      await done(sim, "get_company", { company: COMPANY }, who);
      await done(sim, "get_company", { company: COMPANY }, who);
    },
  ],
  echoSuccess: [false, async (sim) => expect(await post(sim, "echo", { a: 1 })).toEqual({ a: 1 })],
  echoCredentials: [
    "masked",
    async (sim) => expect(await post(sim, "echo", {})).toEqual({ success: true, credentials: "[secret]" }),
  ],
  failureBody: [
    "empty",
    async (sim) => {
      const response = await raw(sim, "no_such_method", JSON.stringify({ credentials: { ...sim.admin } }));
      expect([response.status, await response.text()]).toEqual([404, ""]);
    },
  ],
  capitals: [
    "refused",
    async (sim) => {
      expect(await refused(sim, "change_domain", { domain: "Second.example", attributes: {} })).toBe(6);
      const attributes = { password: GOOD };
      expect(await refused(sim, "change_user", { user: "Iris@example.com", attributes })).toBe(6);
    },
  ],
  localPartStart: ["any", async (sim) => void (await user(sim, "_iris@example.com"))],
  testRecipientsField: [
    "testEmailRcpt",
    async (sim) => {
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      expect(await refused(sim, "reset_email_test", { brand: "Blue", test_email_rcpt: "a@b.example" })).toBe(5);
    },
  ],
  nullFields: [5, async (sim) => expect(await refused(sim, "search_domains", { criteria: { match: null } })).toBe(5)],
  digitsInRange: [
    5,
    async (sim) => expect(await refused(sim, "search_domains", { criteria: {}, range: { first: "0" } })).toBe(5),
  ],
  numericIds: [
    5,
    async (sim) => {
      const fields = { domain: "gone.example", id: 7, new_name: "gone.example" };
      expect(await refused(sim, "restore_domain", fields)).toBe(5);
    },
  ],
  flagDigits: [
    "accepted",
    async (sim) => {
      await done(sim, "change_domain", { domain: "example.com", attributes: { disabled: "1" } });
      expect(ofDomain(sim).disabled).toBe(true);
      await done(sim, "change_domain", { domain: "example.com", attributes: { disabled: 0 } });
      expect(ofDomain(sim).disabled).toBe(false);
    },
  ],
};

const ofDomain = (sim: Simulator) => sim.call("get_domain", { domain: "example.com" }).attributes as JsonObject;
const aliases = (sim: Simulator) =>
  done(sim, "change_domain", { domain: "example.com", attributes: { aliases: ["one.example", "two.example"] } });

describe.each(Object.entries(PROOFS))("%s", (name, [other, proof]) => {
  test(`set to ${JSON.stringify(other)} it shows`, async () => {
    const sim = await start({ now: time.now, tenant: TENANT, behaviours: { [name]: other } });
    sim.call("change_domain", { domain: "example.com", attributes: {} });
    await proof(sim);
  });

  test("left at its default it does not", async () => {
    expect(DEFAULT_BEHAVIOURS[name as keyof Behaviours]).not.toEqual(other);
    const sim = await start({ now: time.now, tenant: TENANT });
    await domain(sim);
    await expect(proof(sim)).rejects.toThrow();
  });
});

test.each([11, 9, 6] as const)("a new company that does not exist answers %i when told to", async (number) => {
  const sim = await start({ behaviours: { unknownNewCompany: number } });
  const fields = { domain: "example.com", attributes: { company: "Nobody" } };
  expect(await refused(sim, "change_domain", fields)).toBe(number);
});

test.each(["test_email_rcpt", "testEmailRcpt", "test_email"] as const)(
  "reset_email_test takes its recipients as %s, and under that name alone when told to",
  async (spelling) => {
    const fields = { brand: "Blue", [spelling]: "a@b.example" };
    for (const behaviours of [{}, { testRecipientsField: spelling }]) {
      const sim = await start({ behaviours });
      await done(sim, "_change_brand", { brand: "Blue", attributes: {} });
      await done(sim, "reset_email_test", fields);
      expect(await refused(sim, "reset_email_test", { brand: "Blue" })).toBe(5);
      expect(await refused(sim, "reset_email_test", { brand: "Blue", [spelling]: "nobody" })).toBe(5);
    }
  },
);

test("failureBody text sends the reason alone", async () => {
  const sim = await start({ behaviours: { failureBody: "text" } });
  const response = await raw(sim, "get_company", "{");
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    400,
    "text/plain",
    "Bad Request",
  ]);
});
