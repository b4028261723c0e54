import type { Behaviours } from "../behaviours/switches.js";
import type { Company, Domain, User } from "../store/objects.js";
import type { Json, JsonObject } from "../wire/json.js";
import type { Attribute, AttributeTable } from "./attribute.js";
import { COMPANY } from "./company.js";
import { DOMAIN } from "./domain.js";
import { SERVICES } from "./options.js";
import { USER } from "./user.js";

/**
 * What holds where a company sets nothing. Raw values of the cluster lie outside the lists of allowed values in the
 * documented sample ("90", "local"), and so they do here (SEED-GC; password_strength: question 32).
 */
const CLUSTER: Readonly<JsonObject> = {
  brand: "basecluster",
  default_password_encoding: "BCRYPT-10",
  filterdelivery: "local",
  password_strength: "medium",
  regen_passwords: false,
  smtp_sent_limit: 500,
  spamfolder: ".Spam",
  spamheader: null,
  spamlevel: "90",
  spamtag: null,
};

/** The nearest value that is set, beginning at the first level of `above`. */
function lookedUp(table: AttributeTable, above: readonly JsonObject[]): JsonObject {
  const inherited: JsonObject = {};
  for (const { name } of table.live) {
    inherited[name] = above.find((level) => (level[name] ?? null) !== null)?.[name] ?? null;
  }
  return inherited;
}

export function inheritedByCompany(): JsonObject {
  return lookedUp(COMPANY, [CLUSTER]);
}

export function inheritedByDomain(company: Company): JsonObject {
  return lookedUp(DOMAIN, [company.attributes, CLUSTER]);
}

export function inheritedByUser(domain: Domain, company: Company): JsonObject {
  return lookedUp(USER, [domain.attributes, company.attributes, CLUSTER]);
}

/** The level that an inherited value comes from. */
export type Level = "own" | "domain" | "company" | "cluster";

/** The value in force of an attribute of a user, and its level. Without one when no level sets it, or it does not inherit. */
export function inForce(
  { name, inherit }: Attribute,
  user: User,
  domain: Domain,
  company: Company,
): { value: Json; from?: Level } {
  const own = user.attributes[name] ?? null;
  if (inherit !== "live") return { value: own };
  const levels: [Level, JsonObject][] = [
    ["own", user.attributes],
    ["domain", domain.attributes],
    ["company", company.attributes],
    ["cluster", CLUSTER],
  ];
  const found = levels.find(([, level]) => (level[name] ?? null) !== null);
  return found ? { value: found[1][name] ?? null, from: found[0] } : { value: null };
}

/** The level that a password must reach. It is inherited down to the domain, not to the user (GUIDE). */
export function passwordLevel(domain: Domain, company: Company): string {
  return String(domain.attributes.password_strength ?? inheritedByDomain(company).password_strength);
}

/** Values that a new domain copies from its company, once. Question 37: MB there become bytes here. */
export function copiedToDomain(company: Company, { megabyte }: Readonly<Behaviours>): JsonObject {
  const from = company.attributes;
  return {
    ...picked(from, ["language", "timezone", "limit_aliases", "limit_users", "quota_maximum", "wm_domainalias"]),
    ...picked(from, SERVICES),
    quota: (from.quota as number) * megabyte,
  };
}

/** Values that a new user copies from its domain, once. */
export function copiedToUser(domain: Domain): JsonObject {
  return picked(domain.attributes, ["language", "timezone", "quota", "workgroup", ...SERVICES]);
}

function picked(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}
