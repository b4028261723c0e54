import { checkedAttributes } from "../attributes/check.js";
import { domainTable } from "../attributes/domain.js";
import { copiedToDomain, inheritedByDomain } from "../attributes/inherit.js";
import { childOptions } from "../attributes/metadata.js";
import { presented, settableMember, shaped } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import {
  containingCompany,
  controlsCompany,
  findCompany,
  findDomain,
  findWorkgroup,
  homeCompany,
  ownDomain,
} from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { READERS } from "../auth/roles.js";
import { withoutTwoFactorAttribute } from "../auth/two-factor.js";
import { checkDomainAliases, dropLostAliases, normalisedAliases, stillFreeDomainAliases } from "../rules/aliases.js";
import { brandIfPresent, checkBrandExists } from "../rules/brands.js";
import { bulletinMetadata } from "../rules/bulletins.js";
import { recordAttributes, recordChange } from "../rules/changes.js";
import { hasOutsideAdmins } from "../rules/counts.js";
import { moveDomain, newDomain } from "../rules/domains.js";
import { checkDomainQuota } from "../rules/limits.js";
import { restorableDomains, restorableUsers } from "../rules/retention.js";
import { setSuspensions, settledSuspensions, suspensionsOf } from "../rules/suspension.js";
import type { Company, Domain } from "../store/objects.js";
import { aliasList } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { capitalsProblem, domainNameProblem, splitAddress, workgroupNameProblem } from "../wire/names.js";
import { isSet } from "./fields.js";
import { method } from "./method.js";

export const getDomain = method<{ domain: string }>({
  name: "get_domain",
  group: "domain",
  status: "documented",
  source: "GUIDE, LIVE, NOTE-MD",
  summary: "A domain, or the values that it would be created with.",
  request: { domain: { type: "name", required: true } },
  roles: READERS,
  errors: [2, 3],
  switches: [
    "aliasRead",
    "unsetAttributes",
    "inheritedInAttributes",
    "domainShowsCompany",
    "numbers",
    "listOrder",
    "settableSpelling",
    "smtpSentLimit",
    "initialWorkgroup",
    "megabyte",
    "dkimAttributes",
    "costlessRoles",
    "jobSeconds",
  ],
  object: ({ domain }) => domain,
  handle(call) {
    const { behaviours, caller, fields, store } = call;
    const domain = ownDomain(call, fields.domain, behaviours.aliasRead, () => creatable(call, fields.domain));
    const company = store.companyOf(domain);
    const inherit = inheritedByDomain(company);
    const shown = presented(
      domainTable(behaviours),
      { ...domain.attributes, account: domain.name },
      inherit,
      behaviours,
    );
    if (behaviours.domainShowsCompany) shown.company = company.name;
    return {
      ...settableMember(settableNames(domainTable(behaviours), caller.role?.name, true, behaviours), behaviours),
      metadata: {
        options: childOptions(company),
        inherit,
        bulletins: bulletinMetadata(domain, call.at, behaviours),
        createtime: shaped(domain.createtime, behaviours),
      },
      attributes: shown,
    };
  },
});

/** What goes with error 2 when the caller could create the domain. LIVE: a name that cannot be one gives a plain 2. */
function creatable(call: Call<{ domain: string }>, name: string): JsonObject | undefined {
  const { behaviours, caller } = call;
  if (caller.role?.name !== "company" || domainNameProblem(name)) return undefined;
  const company = homeCompany(call);
  return {
    ...settableMember(settableNames(domainTable(behaviours), "company", false, behaviours), behaviours),
    metadata: {
      options: childOptions(company),
      defaults: { ...copiedToDomain(company, behaviours), disabled: false, workgroup: behaviours.initialWorkgroup },
    },
  };
}

export const changeDomain = method<{ domain: string; attributes: JsonObject; create_only?: Json }>({
  name: "change_domain",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, CLI-TS, CLI-NODE, CLI-WHMCS",
  summary: "Creates a domain, or merges attributes into an existing one.",
  request: {
    domain: { type: "name", required: true, note: "the syntax block of the guide spells it domains" },
    attributes: { type: "object", required: true },
    create_only: { type: "flag" },
  },
  roles: ["company", "company_view", "domain"],
  errors: [3, 4, 6, 7, 11, 23, 44],
  assumed:
    "aliases of users are removed with their alias domain; a move to another company removes the brands that it does not have; the private DKIM key is not kept",
  switches: [
    "createClash",
    "nameCase",
    "nullClears",
    "emptyText",
    "flagDigits",
    "initialWorkgroup",
    "megabyte",
    "dkimAttributes",
    "capitals",
    "unknownNewCompany",
    "costlessRoles",
    "workgroupCase",
    "quotaAboveMaximum",
    "smtpSentLimit",
    "suspendedByHigher",
    "twoFactorAttribute",
  ],
  audited: true,
  object: ({ domain }) => domain,
  handle(call) {
    const { behaviours, caller, fields, store, at } = call;
    const name = fields.domain.toLowerCase();
    const createOnly = isSet(fields.create_only);
    const existing = findDomain(call, name, createOnly ? behaviours.createClash : 3);
    if (existing && createOnly) throw new ApiError(23);
    if (!existing && caller.role?.name !== "company") throw new ApiError(9);
    const company = targetCompany(call, existing, fields.attributes.company);
    if (!existing) {
      const reason = domainNameProblem(name) ?? capitalsProblem(fields.domain, behaviours);
      if (reason) throw new ApiError(6, { domain: reason });
    }

    const table = domainTable(behaviours);
    const settable = settableNames(table, caller.role?.name, existing !== undefined, behaviours);
    const { rest, guarded } = withoutTwoFactorAttribute(call, fields.attributes);
    const accepted = checkedAttributes(table, rest, settable, behaviours);
    // The company is where the domain is, not a value of it; the private key is not kept (question 48).
    const { company: _company, dkim_key: _key, ...change } = { ...accepted, ...guarded };
    if ("aliases" in change) change.aliases = normalisedAliases(change.aliases as string[]);
    checkDomain(call, name, existing, company, change);

    const present = existing ?? { attributes: copiedToDomain(company, behaviours), ...suspensionsOf(company) };
    const suspensions = settledSuspensions(call, present, change);

    if (existing) {
      update(call, existing, company, change);
      setSuspensions(existing, suspensions);
    } else {
      const created = newDomain(name, company, change, behaviours, Math.floor(at / 1000));
      setSuspensions(created, suspensions);
      recordChange(created, call, "created");
      store.addDomain(created);
    }
    return {};
  },
});

/** Question 47: attributes.company names the company to create in or to move to: 11 when unknown, 9 when not the caller's. */
function targetCompany(call: Call<unknown>, existing: Domain | undefined, wanted: Json | undefined): Company {
  if (typeof wanted !== "string") return existing ? call.store.companyOf(existing) : homeCompany(call);
  if (!findCompany(call, wanted)) throw new ApiError(call.behaviours.unknownNewCompany);
  const company = containingCompany(call, wanted);
  if (!controlsCompany(call, company)) throw new ApiError(9);
  return company;
}

function checkDomain(
  call: Call<unknown>,
  name: string,
  existing: Domain | undefined,
  company: Company,
  change: JsonObject,
): void {
  const { store, behaviours } = call;
  const present = existing?.attributes ?? copiedToDomain(company, behaviours);
  checkBrandExists(change, company);
  checkDomainQuota(change, present, company.attributes, behaviours);
  if (typeof change.workgroup === "string") {
    const reason = existing
      ? !findWorkgroup(call, existing, change.workgroup) && "unknown workgroup"
      : workgroupNameProblem(change.workgroup);
    if (reason) throw new ApiError(6, { workgroup: reason });
  }
  if (typeof change.catchall === "string" && !existing?.users.has(mailboxIn(name, change.catchall))) {
    throw new ApiError(6, { catchall: "unknown mailbox in this domain" });
  }
  if ("aliases" in change)
    checkDomainAliases(store, name, existing, change.aliases as string[], behaviours.createClash);
}

function mailboxIn(domain: string, mailbox: string): string {
  const address = mailbox.toLowerCase();
  return splitAddress(address) ? address : `${address}@${domain}`;
}

function update(call: Call<unknown>, domain: Domain, company: Company, change: JsonObject): void {
  const { store } = call;
  const before = domain.attributes;
  if (company.name !== domain.company) {
    recordChange(domain, call, `company: ${domain.company} -> ${company.name}`);
    moveDomain(domain, company);
  }
  const attributes = { ...domain.attributes, ...change };
  if (typeof change.workgroup === "string") {
    attributes.workgroup = store.workgroup(domain, change.workgroup)?.name ?? change.workgroup;
  }
  recordAttributes(domain, call, before, attributes);
  store.setDomainAttributes(domain, attributes);
  if ("aliases" in change) dropLostAliases(call, domain);
}

export const deleteDomain = method<{ domain: string }>({
  name: "delete_domain",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP2, KB",
  summary: "Deletes an empty domain. It can be restored by its id for some time.",
  request: { domain: { type: "name", required: true } },
  roles: ["company"],
  errors: [2, 3, 10, 24],
  audited: true,
  assumed: "aliases and workgroups go with the domain (question 22)",
  switches: ["deletedUsersBlockDomain", "domainLeftovers", "domainOfAdmins", "userRestoreDays"],
  object: ({ domain }) => domain,
  handle(call) {
    const { store, behaviours, at, fields } = call;
    const domain = ownDomain(call, fields.domain);
    const blockedByDeleted = behaviours.deletedUsersBlockDomain && restorableUsers(domain, at, behaviours).length > 0;
    const hasAdmins = [...store.admins()].some((admin) => store.domainOf(admin) === domain);
    if (hasAdmins) throw new ApiError(behaviours.domainOfAdmins);
    if (domain.users.size > 0 || blockedByDeleted) throw new ApiError(10);
    const leftovers = domain.workgroups.size > 1 || aliasList(domain.attributes).length > 0;
    if (leftovers && behaviours.domainLeftovers === "refused") throw new ApiError(10);
    if (hasOutsideAdmins(store, domain)) throw new ApiError(24);
    // Question 22: aliases and workgroups are deleted and restored with the domain.
    recordChange(domain, call, "deleted");
    store.removeDomain(domain);
    store.keepDeletedDomain(domain, Math.floor(at / 1000));
    return {};
  },
});

export const restoreDomain = method<{ domain: string; id: string; new_name: string }>({
  name: "restore_domain",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP2, SDK-PHP",
  summary: "Restores a deleted domain, under its own or another name.",
  request: {
    domain: { type: "name", required: true },
    id: { type: "id", required: true, note: "from search_domains with deleted true" },
    new_name: { type: "name", required: true },
  },
  roles: ["company"],
  errors: [2, 6, 7],
  audited: true,
  assumed: "alias domains that another domain has by now are not restored, nor brands that were deleted",
  switches: ["domainRestoreDays", "createClash"],
  object: ({ domain }) => domain,
  handle(call) {
    const { store, behaviours, at, fields } = call;
    const name = fields.new_name.toLowerCase();
    const deleted = restorableDomains(store, at, behaviours).find(({ id }) => id === fields.id);
    if (!deleted || deleted.domain.name !== fields.domain.toLowerCase()) throw new ApiError(2);
    const domain = deleted.domain;
    if (!controlsCompany(call, store.companyOf(domain))) throw new ApiError(9);
    const reason = domainNameProblem(name);
    if (reason) throw new ApiError(6, { new_name: reason });
    if (store.domains.has(name) || store.domainByAlias(name)) throw new ApiError(behaviours.createClash);

    domain.attributes = { ...domain.attributes, aliases: stillFreeDomainAliases(store, domain, name) };
    domain.attributes.brand = brandIfPresent(domain.attributes, store.companyOf(domain));
    for (const { user } of domain.deletedUsers.values()) {
      user.name = `${splitAddress(user.name)?.local}@${name}`;
    }
    domain.name = name;
    recordChange(domain, call, "restored");
    store.deletedDomains.delete(deleted.id);
    store.addDomain(domain);
    return {};
  },
});
