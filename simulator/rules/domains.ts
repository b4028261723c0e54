import { initialAttributes } from "../attributes/attribute.js";
import { DOMAIN } from "../attributes/domain.js";
import { copiedToDomain } from "../attributes/inherit.js";
import type { Behaviours } from "../behaviours/switches.js";
import type { Company, Domain } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import { brandIfPresent } from "./brands.js";

/** A new domain: its initial values, then those of its company, then those of the request. */
export function newDomain(
  name: string,
  company: Company,
  wanted: JsonObject,
  behaviours: Readonly<Behaviours>,
  createtime: number,
): Domain {
  // No workgroup exists yet that the attribute could name, so it names the first one.
  const workgroup = typeof wanted.workgroup === "string" ? wanted.workgroup : behaviours.initialWorkgroup;
  return {
    name,
    company: company.name,
    attributes: { ...initialAttributes(DOMAIN), ...copiedToDomain(company, behaviours), ...wanted, workgroup },
    createtime,
    workgroups: new Map([[workgroup.toLowerCase(), { name: workgroup }]]),
    users: new Map(),
    deletedUsers: new Map(),
  };
}

/** Moves a domain to another company. Assumed: a brand that the new company does not have becomes null. */
export function moveDomain(domain: Domain, company: Company): void {
  domain.company = company.name;
  domain.attributes = { ...domain.attributes, brand: brandIfPresent(domain.attributes, company) };
  for (const user of domain.users.values()) {
    user.attributes = { ...user.attributes, brand: brandIfPresent(user.attributes, company) };
  }
}
