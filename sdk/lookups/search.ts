import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../provider/lifecycle/run/context.js";
import type { Members } from "../../provider/lookups/metadata.js";
import { search as searchService } from "../../provider/lookups/search.js";
import type {
  AdminRow,
  BrandMemberRow,
  BrandRow,
  DomainRow,
  Rows,
  SearchAdminsArgs,
  SearchBrandMembersArgs,
  SearchBrandsArgs,
  SearchDomainsArgs,
  SearchUsersArgs,
  SearchWorkgroupsArgs,
  UserRow,
  WorkgroupRow,
} from "../generated/lookups.js";
import { ask, type LookupOptions } from "./ask.js";

/** The accounts and aliases of a domain, sorted by address. */
export function searchUsers(args: SearchUsersArgs, options: LookupOptions = {}): pulumi.Output<UserRow[]> {
  return search("searchUsers", args, options);
}

/** The domains and alias domains of a company, sorted by name. */
export function searchDomains(args: SearchDomainsArgs = {}, options: LookupOptions = {}): pulumi.Output<DomainRow[]> {
  return search("searchDomains", args, options);
}

/** The brands of a company. */
export function searchBrands(args: SearchBrandsArgs = {}, options: LookupOptions = {}): pulumi.Output<BrandRow[]> {
  return search("searchBrands", args, options);
}

/** The domains and users that a brand is assigned to. */
export function searchBrandMembers(
  args: SearchBrandMembersArgs,
  options: LookupOptions = {},
): pulumi.Output<BrandMemberRow[]> {
  return search("searchBrandMembers", args, options);
}

/** The admins of a company and of what is in it. */
export function searchAdmins(args: SearchAdminsArgs = {}, options: LookupOptions = {}): pulumi.Output<AdminRow[]> {
  return search("searchAdmins", args, options);
}

/** The workgroups of a domain, sorted by name. */
export function searchWorkgroups(
  args: SearchWorkgroupsArgs,
  options: LookupOptions = {},
): pulumi.Output<WorkgroupRow[]> {
  return search("searchWorkgroups", args, options);
}

function search<Name extends keyof Rows>(
  name: Name,
  args: object,
  options: LookupOptions,
): pulumi.Output<Rows[Name][]> {
  const answer = (context: Context, criteria: Members) => searchService(context, name, criteria);
  // A mock returns an object with the rows as its one member.
  return ask<Rows[Name][]>(name, args, options, answer, pulumi.runtime.invokeSingle);
}
