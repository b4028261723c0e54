import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../../provider/kinds/index.js";
import { type Found, find } from "../../provider/lookups/find.js";
import type { BrandMetadata, CompanyMetadata, DomainMetadata, UserMetadata } from "../../provider/lookups/metadata.js";
import type { BrandAttributes, CompanyAttributes, DomainAttributes, UserAttributes } from "../generated/lookups.js";
import { ask, type LookupOptions } from "./ask.js";

export type FoundCompany = Found<{ company: string }, CompanyAttributes, CompanyMetadata>;
export type FoundDomain = Found<{ domain: string }, DomainAttributes, DomainMetadata>;
export type FoundUser = Found<{ user: string }, UserAttributes, UserMetadata>;
export type FoundBrand = Found<{ company: string; brand: string }, BrandAttributes, BrandMetadata>;

interface FoundByKind {
  readonly Company: FoundCompany;
  readonly Domain: FoundDomain;
  readonly User: FoundUser;
  readonly Brand: FoundBrand;
}

/**
 * Reads a company that the program does not manage.
 *
 * @returns an output that fails when the company does not exist or the admin may not see it.
 */
export function getCompany(
  args: { company: pulumi.Input<string> },
  options: LookupOptions = {},
): pulumi.Output<FoundCompany> {
  return get("Company", args, options);
}

/**
 * Reads a domain that the program does not manage.
 *
 * @returns an output that fails when the domain does not exist, and for the name of an alias domain.
 */
export function getDomain(
  args: { domain: pulumi.Input<string> },
  options: LookupOptions = {},
): pulumi.Output<FoundDomain> {
  return get("Domain", args, options);
}

/**
 * Reads an account that the program does not manage.
 *
 * @returns an output that fails when the account does not exist, and for the address of an alias.
 */
export function getUser(args: { user: pulumi.Input<string> }, options: LookupOptions = {}): pulumi.Output<FoundUser> {
  return get("User", args, options);
}

/**
 * Reads a brand that the program does not manage. No source describes the call, so its shape is assumed.
 *
 * @returns an output that fails when the brand does not exist.
 */
export function getBrand(
  args: { company: pulumi.Input<string>; brand: pulumi.Input<string> },
  options: LookupOptions = {},
): pulumi.Output<FoundBrand> {
  return get("Brand", args, options);
}

function get<Name extends keyof FoundByKind>(
  kind: Name,
  args: object,
  options: LookupOptions,
): pulumi.Output<FoundByKind[Name]> {
  return ask(`get${kind}`, args, options, (context, names) => find(context, kinds[kind], names));
}
