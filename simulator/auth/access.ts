import type { Company, Domain, User, Workgroup } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { byName } from "../wire/name-case.js";
import { splitAddress } from "../wire/names.js";
import type { Call } from "./call.js";
import { isCompanyRole } from "./roles.js";

/** Which objects exist, and which of them the caller controls (GUIDE roles). */

type Scope = Pick<Call, "caller" | "store" | "behaviours">;

/** The company of the caller, which is the default of every optional company. */
export function homeCompany({ caller, store }: Scope): Company {
  const role = caller.role;
  const named = role && isCompanyRole(role.name) ? store.companies.get(role.objects[0] ?? "") : undefined;
  return named ?? store.companyOf(store.domainOf(caller));
}

export function controlsCompany({ caller }: Scope, company: Company): boolean {
  return caller.role !== undefined && isCompanyRole(caller.role.name) && caller.role.objects.includes(company.name);
}

export function controlsDomain({ caller }: Scope, domain: Domain): boolean {
  const role = caller.role;
  if (!role) return false;
  if (isCompanyRole(role.name)) return role.objects.includes(domain.company);
  if (role.name === "workgroup") return role.objects.some((object) => object.startsWith(`${domain.name}/`));
  return role.objects.includes(domain.name);
}

export function controlsWorkgroup(scope: Scope, domain: Domain, workgroup: string): boolean {
  const { caller } = scope;
  if (!controlsDomain(scope, domain)) return false;
  if (caller.role?.name !== "workgroup") return true;
  // Question 43: names of workgroups are compared without case.
  const wanted = `${domain.name}/${workgroup}`.toLowerCase();
  return caller.role.objects.some((object) => object.toLowerCase() === wanted);
}

/** Question 43. Two names that differ only in case are never two workgroups. */
export function findWorkgroup({ store, behaviours }: Scope, domain: Domain, name: string): Workgroup | undefined {
  const workgroup = store.workgroup(domain, name);
  return behaviours.workgroupCase === "exact" && workgroup?.name !== name ? undefined : workgroup;
}

/** The company of this name. */
export function findCompany({ store, behaviours }: Scope, name: string): Company | undefined {
  return store.companies.get(name) ?? byName([...store.companies.values()], (one) => one.name, name, behaviours);
}

/** The company a call is about. LIVE: an unknown name gives 9 (question 8). */
export function ownCompany(scope: Scope, name: string): Company {
  const company = findCompany(scope, name);
  if (!company) throw new ApiError(scope.behaviours.missingCompany);
  if (!controlsCompany(scope, company)) throw new ApiError(9);
  return company;
}

/** The company that contains the object of a call: 11 when unknown, 9 when not the caller's. */
export function containingCompany(scope: Scope, name: string | undefined): Company {
  if (name === undefined) return homeCompany(scope);
  const company = findCompany(scope, name);
  if (!company) throw new ApiError(11);
  if (!controlsCompany(scope, company) && homeCompany(scope) !== company) throw new ApiError(9);
  return company;
}

/** The domain of this name, if there is one. Throws 9 when it is not the caller's, `alias` when it is an alias. */
export function findDomain(scope: Scope, given: string, alias: number): Domain | undefined {
  const name = given.toLowerCase();
  const aliased = scope.store.domainByAlias(name);
  const domain = scope.store.domains.get(name) ?? aliased;
  if (!domain) {
    // Only a company admin is told that a name is free. To others it is a domain that they do not own.
    if (!scope.caller.role || !isCompanyRole(scope.caller.role.name)) throw new ApiError(9);
    return undefined;
  }
  if (!controlsDomain(scope, domain)) throw new ApiError(9);
  if (aliased) throw new ApiError(alias);
  return domain;
}

/** `missing`: members that come with error 2, for a domain that could be created. */
export function ownDomain(scope: Scope, name: string, alias = 3, missing?: () => JsonObject | undefined): Domain {
  const domain = findDomain(scope, name, alias);
  if (!domain) throw new ApiError(2, undefined, missing?.());
  return domain;
}

export interface Place {
  domain: Domain;
  /** Lower case. */
  address: string;
  user: User | undefined;
}

/** The domain of an address. A missing domain gives 9 like a foreign one (LIVE, question 9). */
export function domainOfAddress(scope: Scope, address: string, alias = 3): Domain {
  const { store } = scope;
  const name = splitAddress(address.toLowerCase())?.domain ?? "";
  const aliased = store.domainByAlias(name);
  const domain = store.domains.get(name) ?? aliased;
  if (!domain) throw new ApiError(scope.behaviours.missingUserDomain);
  if (!controlsDomain(scope, domain)) throw new ApiError(9);
  if (aliased) throw new ApiError(alias);
  return domain;
}

/** Where an address is. Throws `alias` when it is the alias of a user, `aliasDomain` when it is in an alias domain. */
export function findUser(scope: Scope, given: string, alias: number, aliasDomain = alias): Place {
  const domain = domainOfAddress(scope, given, aliasDomain);
  const address = given.toLowerCase();
  if (scope.store.aliasTarget(domain, address) !== undefined) throw new ApiError(alias);
  const user = domain.users.get(address);
  if (user && !controlsWorkgroup(scope, domain, String(user.attributes.workgroup))) throw new ApiError(9);
  return { domain, address, user };
}

export function ownUser(scope: Scope, address: string): Place & { user: User } {
  const place = findUser(scope, address, 3);
  if (!place.user) throw new ApiError(2);
  return { ...place, user: place.user };
}
