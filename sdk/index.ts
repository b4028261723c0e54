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
export type {
  AdminRow,
  BrandAttributes,
  BrandMemberRow,
  BrandRow,
  CompanyAttributes,
  Counts,
  DomainAttributes,
  DomainRow,
  SearchAdminsArgs,
  SearchBrandMembersArgs,
  SearchBrandsArgs,
  SearchDomainsArgs,
  SearchUsersArgs,
  SearchWorkgroupsArgs,
  UserAttributes,
  UserRow,
  WorkgroupRow,
} from "./generated/lookups.js";
export { Role, type RoleArgs } from "./generated/role.js";
export { SieveRuleset, type SieveRulesetArgs } from "./generated/sieve-ruleset.js";
export { User, type UserArgs } from "./generated/user.js";
export { Workgroup, type WorkgroupArgs } from "./generated/workgroup.js";
export type { LookupOptions } from "./lookups/ask.js";
export {
  type FoundBrand,
  type FoundCompany,
  type FoundDomain,
  type FoundUser,
  getBrand,
  getCompany,
  getDomain,
  getUser,
} from "./lookups/get.js";
export {
  searchAdmins,
  searchBrandMembers,
  searchBrands,
  searchDomains,
  searchUsers,
  searchWorkgroups,
} from "./lookups/search.js";
export { Provider, type ProviderArgs } from "./provider.js";
export type { SecretSource } from "./secret-source.js";
export { gib, mib } from "./sizes.js";
