import type { Answer, JsonObject, Simulator, SimulatorOptions } from "../../../simulator/index.js";
import { ADMIN, COMPANY, done, PASSWORD, post, SECOND, type Start, type Who } from "./support.mts";

/**
 * Each error number with what provokes it: a condition the reference documents, a switch for what it leaves open, or a
 * fault where it gives no condition that a call could bring about.
 */
export interface Provocation {
  number: number;
  by: "condition" | "switch" | "fault";
  /** In words, for the table. */
  what: string;
  source: string;
  provoke(start: Start<Simulator>): Promise<Answer>;
}

interface Scene {
  behaviours?: SimulatorOptions["behaviours"];
  /** Members of the admin's seed beyond name, password and role. */
  admin?: object;
  setup?(sim: Simulator): void;
  method: string;
  fields?: JsonObject;
  as?: Who;
}

function scene({ behaviours, admin, setup, method, fields = {}, as }: Scene): Provocation["provoke"] {
  return async (start) => {
    const seed = (user: string, more?: object) => [{ user, password: PASSWORD, role: "company" as const, ...more }];
    const sim = await start({
      tenant: [
        { name: COMPANY, admins: seed(ADMIN.user, admin) },
        { name: SECOND, admins: seed("boss@hillside-demo.adm") },
      ],
      ...(behaviours ? { behaviours } : {}),
    });
    setup?.(sim);
    return post(sim, method, fields, as);
  };
}

function fault(number: number): Pick<Provocation, "number" | "by" | "provoke"> {
  return {
    number,
    by: "fault",
    provoke: scene({
      setup: (sim) => sim.faults.next({ error_number: number }),
      method: "get_company",
      fields: { company: COMPANY },
    }),
  };
}

const NAME = "example.com";
const USER = "iris@example.com";
const domain = (sim: Simulator, attributes: JsonObject = {}, name = NAME) =>
  done(sim, "change_domain", { domain: name, attributes });
const user = (sim: Simulator, attributes: JsonObject = {}, name = USER) =>
  done(sim, "change_user", { user: name, attributes: { password: PASSWORD, ...attributes } });
const both = (sim: Simulator) => {
  domain(sim);
  user(sim);
};
const MIGRATION: JsonObject = {
  job: "first",
  users: [{ local: USER, remote: "iris", password: "Olive-Gate-21", server: "old.example:993", method: "imap4s" }],
};
const set = (attributes: JsonObject) => ({ user: USER, attributes });

export const PROVOCATIONS: readonly Provocation[] = [
  { ...fault(0), what: "nothing a caller does leads to it", source: "SEED-ERR" },
  {
    number: 1,
    by: "condition",
    what: "a wrong password",
    source: "SEED-ERR",
    provoke: scene({ method: "get_company", fields: { company: COMPANY }, as: { ...ADMIN, password: "wrong" } }),
  },
  {
    number: 2,
    by: "condition",
    what: "reading a domain that is not there",
    source: "SEED-ERR, LIVE",
    provoke: scene({ method: "get_domain", fields: { domain: "absent.example" } }),
  },
  {
    number: 3,
    by: "condition",
    what: "changing a domain by the name of an alias",
    source: "SEED-ERR",
    provoke: scene({
      setup: (sim) => domain(sim, { aliases: ["example.net"] }),
      method: "change_domain",
      fields: { domain: "example.net", attributes: {} },
    }),
  },
  {
    number: 4,
    by: "condition",
    what: "setting an attribute that is not in the settable list of the admin",
    source: "SEED-ERR",
    provoke: scene({ method: "change_company", fields: { company: COMPANY, attributes: { smtp_sent_limit: 9 } } }),
  },
  {
    number: 5,
    by: "condition",
    what: "a required field is missing",
    source: "SEED-ERR",
    provoke: scene({ method: "get_domain" }),
  },
  {
    number: 6,
    by: "condition",
    what: "an unknown attribute",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "change_user", fields: set({ max_users: 1 }) }),
  },
  {
    number: 7,
    by: "condition",
    what: "creating a workgroup that is there",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "create_workgroup", fields: { domain: NAME, workgroup: "staff" } }),
  },
  {
    number: 8,
    by: "switch",
    what: "the same with createClash 8: the sources word both numbers alike",
    source: "question 19",
    provoke: scene({
      behaviours: { createClash: 8 },
      setup: both,
      method: "create_workgroup",
      fields: { domain: NAME, workgroup: "staff" },
    }),
  },
  {
    number: 9,
    by: "condition",
    what: "reading the company of somebody else",
    source: "SEED-ERR, LIVE",
    provoke: scene({ method: "get_company", fields: { company: SECOND } }),
  },
  {
    number: 10,
    by: "condition",
    what: "deleting a domain that has users",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "delete_domain", fields: { domain: NAME } }),
  },
  {
    number: 11,
    by: "condition",
    what: "searching the domains of a company that is not there",
    source: "SEED-ERR",
    provoke: scene({ method: "search_domains", fields: { criteria: { company: "Nobody Ltd" } } }),
  },
  {
    number: 12,
    by: "condition",
    what: "giving a role that is not there",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "set_role", fields: { user: USER, role: "king", object: NAME } }),
  },
  {
    number: 13,
    by: "condition",
    what: "posting a bulletin to a test user who is not there",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        both(sim);
        const bulletin = { domain: NAME, bulletin: "News", type: "manual", bulletin_text: "Subject: x\n\nx" };
        done(sim, "change_domain_bulletin", bulletin);
      },
      method: "post_domain_bulletin",
      fields: { domain: NAME, bulletin: "News", type: "manual", test_email: "nobody@example.com" },
    }),
  },
  {
    number: 14,
    by: "condition",
    what: "deleting a brand that a domain carries",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        done(sim, "_change_brand", { brand: "Blue", attributes: {} });
        domain(sim, { brand: "Blue" });
      },
      method: "_delete_brand",
      fields: { brand: "Blue" },
    }),
  },
  {
    number: 15,
    by: "condition",
    what: "creating a user in a domain at its limit_users",
    source: "SEED-ERR",
    provoke: scene({
      setup: (sim) => domain(sim, { limit_users: 0 }),
      method: "change_user",
      fields: set({ password: PASSWORD }),
    }),
  },
  {
    number: 16,
    by: "condition",
    what: "giving a user an alias in a domain at its limit_aliases",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        domain(sim, { limit_aliases: 0 });
        user(sim);
      },
      method: "change_user",
      fields: set({ aliases: ["i@example.com"] }),
    }),
  },
  {
    number: 17,
    by: "condition",
    what: "making a user admin of a workgroup it is not in",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        both(sim);
        done(sim, "create_workgroup", { domain: NAME, workgroup: "desk" });
      },
      method: "set_role",
      fields: { user: USER, role: "workgroup", object: `${NAME}/desk` },
    }),
  },
  {
    number: 18,
    by: "condition",
    what: "deleting the default workgroup",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "delete_workgroup", fields: { domain: NAME, workgroup: "staff" } }),
  },
  {
    number: 19,
    by: "condition",
    what: "adding a migration job under an id that is taken",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        both(sim);
        done(sim, "migration_add", MIGRATION);
      },
      method: "migration_add",
      fields: MIGRATION,
    }),
  },
  { ...fault(20), what: "a passing failure of the system", source: "SEED-ERR" },
  {
    number: 21,
    by: "condition",
    what: "an admin with a list of source addresses that the caller's is not in",
    source: "SEED-ERR; the list comes with the seed",
    provoke: scene({
      admin: { allowed_sources: ["192.0.2.1"] },
      method: "get_company",
      fields: { company: COMPANY },
    }),
  },
  { ...fault(22), what: "an object that is busy", source: "SEED-ERR" },
  {
    number: 23,
    by: "condition",
    what: "create_only for a user that is there",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "change_user", fields: { ...set({}), create_only: true } }),
  },
  {
    number: 24,
    by: "condition",
    what: "deleting a domain that an admin of another domain controls",
    source: "SEED-ERR gives the text only",
    provoke: scene({
      setup(sim) {
        both(sim);
        domain(sim, {}, "example.org");
        done(sim, "set_role", { user: USER, role: "domain", objects: [NAME, "example.org"] });
      },
      method: "delete_domain",
      fields: { domain: "example.org" },
    }),
  },
  { ...fault(25), what: "another call holds the provisioning lock", source: "SEED-ERR" },
  {
    number: 26,
    by: "condition",
    what: "listing the messages of a folder that is not there",
    source: "SEED-ERR gives the text only",
    provoke: scene({ setup: both, method: "get_user_messages", fields: { user: USER, folder: "Nowhere" } }),
  },
  {
    number: 27,
    by: "condition",
    what: "creating a filter account in a domain without filtermx",
    source: "SEED-ERR gives the text only",
    provoke: scene({ setup: (sim) => domain(sim), method: "change_user", fields: set({ type: "filter" }) }),
  },
  { ...fault(28), what: "an internal failure", source: "SEED-ERR" },
  { ...fault(29), what: "an internal failure to connect", source: "SEED-ERR" },
  { ...fault(30), what: "an internal failure to send", source: "SEED-ERR" },
  {
    number: 31,
    by: "switch",
    what: "delivery_filter on a mailbox with misfitFilter 31; ignored otherwise, as PHP1 has it",
    source: "SEED-ERR gives the text only",
    provoke: scene({
      behaviours: { misfitFilter: 31 },
      setup: both,
      method: "change_user",
      fields: set({ delivery_filter: true }),
    }),
  },
  {
    number: 32,
    by: "condition",
    what: "an admin that is switched off",
    source: "SEED-ERR gives the text only; the switch comes with the seed",
    provoke: scene({ admin: { disabled: true }, method: "get_company", fields: { company: COMPANY } }),
  },
  {
    number: 33,
    by: "condition",
    what: "a password without the code of the second factor",
    source: "SEED-ERR; the second factor comes with the seed",
    provoke: scene({ admin: { two_factor: { enabled: true } }, method: "get_company", fields: { company: COMPANY } }),
  },
  { ...fault(34), what: "belongs to a 2FA sign-up that no source describes", source: "SEED-ERR" },
  {
    number: 35,
    by: "condition",
    what: "a wrong code",
    source: "SEED-ERR; how a code is sent is invented",
    provoke: scene({
      admin: { two_factor: { enabled: true, code: "123456" } },
      method: "authenticate",
      as: { ...ADMIN, "2fa_code": "654321" },
    }),
  },
  { ...fault(36), what: "belongs to a 2FA sign-up that no source describes", source: "SEED-ERR" },
  {
    number: 37,
    by: "condition",
    what: "an alias in a domain that is no alias of the user's",
    source: "SEED-ERR gives the text only",
    provoke: scene({ setup: both, method: "change_user", fields: set({ aliases: ["i@elsewhere.example"] }) }),
  },
  {
    number: 38,
    by: "condition",
    what: "1,001 forward recipients",
    source: "SEED-ERR",
    provoke: scene({
      setup: both,
      method: "change_user",
      fields: set({ forward_recipients: Array.from({ length: 1001 }, (_, n) => `r${n}@b.example`) }),
    }),
  },
  {
    number: 39,
    by: "condition",
    what: "a session token past its time",
    source: "SEED-ERR gives the text only",
    provoke: scene({
      setup(sim) {
        done(sim, "authenticate", { generate_session_token: true, token: "one" });
        sim.expireTokens();
      },
      method: "get_company",
      fields: { company: COMPANY },
      as: { user: ADMIN.user, token: "one" },
    }),
  },
  {
    number: 40,
    by: "condition",
    what: "a password below the level in force",
    source: "SEED-ERR; what the levels ask for is invented",
    provoke: scene({ setup: both, method: "change_user", fields: set({ password: "abc" }) }),
  },
  {
    number: 41,
    by: "condition",
    what: "a password on the ban list",
    source: "SEED-ERR; the list is invented",
    provoke: scene({ setup: both, method: "change_user", fields: set({ password: "Password123!" }) }),
  },
  {
    number: 42,
    by: "condition",
    what: "a forced second factor that is not set up, with no grace login left",
    source: "SEED-ERR; it comes with the seed",
    provoke: scene({ admin: { two_factor: { required: true } }, method: "authenticate" }),
  },
  {
    number: 43,
    by: "switch",
    what: "a wrong code with wrongSecondFactor 43: the sources word 35 and 43 alike",
    source: "SEED-ERR",
    provoke: scene({
      behaviours: { wrongSecondFactor: 43 },
      admin: { two_factor: { enabled: true, code: "123456" } },
      method: "authenticate",
      as: { ...ADMIN, "2fa_code": "654321" },
    }),
  },
  {
    number: 44,
    by: "switch",
    what: "changing 2fa_required_oma without a second factor, with twoFactorAttribute guarded; no attribute otherwise",
    source: "question 49",
    provoke: scene({
      behaviours: { twoFactorAttribute: "guarded" },
      setup: both,
      method: "change_user",
      fields: set({ "2fa_required_oma": true }),
    }),
  },
  {
    number: 45,
    by: "condition",
    what: "an App Password where the brand in force forbids it",
    source: "SEED-ERR gives the text only; the brand setting is invented",
    provoke: scene({
      setup(sim) {
        both(sim);
        done(sim, "_change_brand", { brand: "Strict", attributes: { allow_app_passwords: false } });
        done(sim, "change_user", set({ brand: "Strict" }));
      },
      method: "app_password",
      fields: { user: USER, mode: "add", tag: "phone" },
    }),
  },
  {
    number: 46,
    by: "condition",
    what: "a fifth App Password",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        both(sim);
        for (const tag of ["one", "two", "three", "four"]) done(sim, "app_password", { user: USER, mode: "add", tag });
      },
      method: "app_password",
      fields: { user: USER, mode: "add", tag: "five" },
    }),
  },
  {
    number: 47,
    by: "condition",
    what: "renaming a user into an alias domain",
    source: "SEED-ERR",
    provoke: scene({
      setup(sim) {
        domain(sim, { aliases: ["example.net"] });
        user(sim);
      },
      method: "rename_user",
      fields: { user: USER, new_name: "iris@example.net" },
    }),
  },
  {
    number: 48,
    by: "condition",
    what: "a password that has the user name in it",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "change_user", fields: set({ password: "Iris-2025-Spring!" }) }),
  },
  {
    number: 49,
    by: "condition",
    what: "pushing a domain to a company that has not listed the giver",
    source: "SEED-ERR",
    provoke: scene({ setup: both, method: "push_domain", fields: { domain: NAME, new_company: "1002" } }),
  },
];

/** docs/quality/error-numbers.md. */
export function errorNumbersPage(texts: readonly string[]): string {
  const rows = PROVOCATIONS.map(
    ({ number, by, what, source }) => `| ${number} | ${texts[number] ?? ""} | ${by} | ${what} | ${source} |`,
  );
  const count = (by: Provocation["by"]) => PROVOCATIONS.filter((one) => one.by === by).length;
  return `<!-- Written by test/campaigns/simulator-error-numbers.mts. Do not edit. -->
# What provokes each error number

A test provokes every number over HTTP exactly as it stands here (test/simulator/error-numbers.test.ts): ${count("condition")} by a
condition that a source documents, ${count("switch")} by a switch for what the sources leave open, and ${count("fault")} by a fault, because no source
gives a condition that a call could bring about.

| number | text | by | how | source |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
