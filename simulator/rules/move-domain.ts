import type { Company, Domain } from "../store/objects.js";
import { brandIfPresent } from "./references.js";

/** Hands a domain to another company. Assumed: brands belong to a company, so those the new one does not have fall away. */
export function moveDomain(domain: Domain, company: Company): void {
  domain.company = company.name;
  domain.attributes = { ...domain.attributes, brand: brandIfPresent(domain.attributes, company) };
  for (const user of domain.users.values()) {
    user.attributes = { ...user.attributes, brand: brandIfPresent(user.attributes, company) };
  }
}
