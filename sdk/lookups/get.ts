import type * as pulumi from "@pulumi/pulumi";
import { kinds } from "../../provider/kinds/index.js";
import type { KindName } from "../../provider/kinds/kind.js";
import { type Found, find } from "../../provider/lookups/find.js";
import type { BrandMetadata, CompanyMetadata, DomainMetadata, UserMetadata } from "../../provider/lookups/metadata.js";
import type { BrandAttributes, CompanyAttributes, DomainAttributes, UserAttributes } from "../generated/lookups.js";
import type { LookupOptions } from "./account.js";
import { ask, type Inputs } from "./ask.js";

/**
 * Reads a company that the program does not manage.
 *
 * @returns an output that fails when the company does not exist or the admin may not see it.
 */
export function getCompany(
  args: Inputs<{ company: string }>,
  options: LookupOptions = {},
): pulumi.Output<Found<{ company: string }, CompanyAttributes, CompanyMetadata>> {
  return get("Company", args, options);
}

/** Reads a domain that the program does not manage. The output fails when there is none, or the name is an alias's. */
export function getDomain(
  args: Inputs<{ domain: string }>,
  options: LookupOptions = {},
): pulumi.Output<Found<{ domain: string }, DomainAttributes, DomainMetadata>> {
  return get("Domain", args, options);
}

/** Reads an account that the program does not manage. The output fails when there is none, or the address is an alias's. */
export function getUser(
  args: Inputs<{ user: string }>,
  options: LookupOptions = {},
): pulumi.Output<Found<{ user: string }, UserAttributes, UserMetadata>> {
  return get("User", args, options);
}

/** Reads a brand that the program does not manage. The shape of the call is assumed: no source describes it. */
export function getBrand(
  args: Inputs<{ company: string; brand: string }>,
  options: LookupOptions = {},
): pulumi.Output<Found<{ company: string; brand: string }, BrandAttributes, BrandMetadata>> {
  return get("Brand", args, options);
}

function get<Identity extends object, Attributes, Metadata>(
  name: KindName,
  args: Inputs<Identity>,
  options: LookupOptions,
): pulumi.Output<Found<Identity, Attributes, Metadata>> {
  return ask<Identity, Found<Identity, Attributes, Metadata>>(`get${name}`, args, options, (context, identity) =>
    find(context, kinds[name], identity),
  );
}
