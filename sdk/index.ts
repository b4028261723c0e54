/** What a Pulumi program imports: `import * as oma from "pulumi-oma"`. */
export { Domain } from "./domain.js";
export { Brand, type BrandArgs } from "./generated/brand.js";
export { Company, type CompanyArgs, type CompanyContacts } from "./generated/company.js";
export type { DomainArgs } from "./generated/domain.js";
export { User, type UserArgs } from "./generated/user.js";
export { Provider, type ProviderArgs } from "./provider.js";
