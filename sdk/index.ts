/** What a Pulumi program imports: `import * as oma from "pulumi-oma"`. */

export type { Found } from "../provider/lookups/find.js";
export type { BrandMetadata, CompanyMetadata, DomainMetadata, UserMetadata } from "../provider/lookups/metadata.js";
export { Domain } from "./domain.js";
export { AppPassword, type AppPasswordArgs } from "./generated/app-password.js";
export { Brand, type BrandArgs } from "./generated/brand.js";
export { Company, type CompanyArgs, type CompanyContacts } from "./generated/company.js";
export { CompanyBulletin, type CompanyBulletinArgs } from "./generated/company-bulletin.js";
export type { DomainArgs } from "./generated/domain.js";
export { DomainBulletin, type DomainBulletinArgs } from "./generated/domain-bulletin.js";
export type { BrandAttributes, CompanyAttributes, DomainAttributes, UserAttributes } from "./generated/lookups.js";
export { Role, type RoleArgs } from "./generated/role.js";
export { SieveRuleset, type SieveRulesetArgs } from "./generated/sieve-ruleset.js";
export { User, type UserArgs } from "./generated/user.js";
export { Workgroup, type WorkgroupArgs } from "./generated/workgroup.js";
export type { LookupOptions } from "./lookups/account.js";
export { getBrand, getCompany, getDomain, getUser } from "./lookups/get.js";
export {
  type AdminRow,
  type BrandMemberRow,
  type BrandRow,
  type Counts,
  type DomainRow,
  searchAdmins,
  searchBrandMembers,
  searchBrands,
  searchDomains,
  searchUsers,
  searchWorkgroups,
  type UserRow,
  type WorkgroupRow,
} from "./lookups/search.js";
export { Provider, type ProviderArgs } from "./provider.js";
export type { SecretSource } from "./secret-source.js";
