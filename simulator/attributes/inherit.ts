import type { Behaviours } from "../behaviours/switches.js";
import type { Company, Domain } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import type { AttributeTable } from "./attribute.js";
import { CLUSTER } from "./cluster.js";
import { COMPANY } from "./company.js";
import { DOMAIN } from "./domain.js";
import { SERVICES } from "./options.js";
import { USER } from "./user.js";

/** What the levels above would give: the nearest value that is set, beginning at the first of `above`. */
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

/** The level a password has to reach: looked up, and it ends at the domain (GUIDE). */
export function passwordLevel(domain: Domain, company: Company): string {
  return String(domain.attributes.password_strength ?? inheritedByDomain(company).password_strength);
}

/** Values a new domain takes over from its company, once. Question 37: MB there become bytes here. */
export function copiedToDomain(company: Company, { megabyte }: Readonly<Behaviours>): JsonObject {
  const from = company.attributes;
  return {
    ...picked(from, ["language", "timezone", "limit_aliases", "limit_users", "quota_maximum", "wm_domainalias"]),
    ...picked(from, SERVICES),
    quota: (from.quota as number) * megabyte,
  };
}

/** Values a new user takes over from its domain, once. */
export function copiedToUser(domain: Domain): JsonObject {
  return picked(domain.attributes, ["language", "timezone", "quota", "workgroup", ...SERVICES]);
}

function picked(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}
