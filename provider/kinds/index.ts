import { appPassword } from "./app-password.js";
import { brand } from "./brand.js";
import { company } from "./company.js";
import { companyBulletin } from "./company-bulletin.js";
import { domain } from "./domain.js";
import { domainBulletin } from "./domain-bulletin.js";
import type { Kind, KindName } from "./kind.js";
import { role } from "./role.js";
import { sieveRuleset } from "./sieve-ruleset.js";
import { user } from "./user.js";
import { workgroup } from "./workgroup.js";

/** Every kind of object that programs can declare. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  Company: company,
  Domain: domain,
  Brand: brand,
  User: user,
  Workgroup: workgroup,
  Role: role,
  CompanyBulletin: companyBulletin,
  DomainBulletin: domainBulletin,
  SieveRuleset: sieveRuleset,
  AppPassword: appPassword,
};
