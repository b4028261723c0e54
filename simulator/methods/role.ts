import { containingCompany, controlsDomain, findWorkgroup, ownCompany, ownDomain, ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { COMPANY_READERS, isCompanyRole, isRole, power } from "../auth/roles.js";
import { recordChange } from "../rules/changes.js";
import { page, type Range, sorted } from "../rules/paging.js";
import { matches } from "../rules/wildcard.js";
import type { User } from "../store/objects.js";
import { ROLES, type RoleName } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { chosen, RANGE } from "./fields.js";
import { method } from "./method.js";

export const setRole = method<{ user: string; role: string | null; object?: string; objects?: string[] }>({
  name: "set_role",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, KB, SDK-PHP",
  summary: "Gives a user one role and replaces any earlier one, or removes it.",
  request: {
    user: { type: "name", required: true },
    role: { type: "text", required: true, nullable: true, note: 'null or "" removes the role' },
    object: { type: "text", note: "company, domain or domain/workgroup; needed unless the role is removed" },
    objects: { type: "texts", note: "several domains in place of object" },
  },
  roles: ["company", "domain"],
  errors: [2, 3, 12, 17],
  audited: true,
  assumed: "a list of objects is for the roles domain and mail, with the domain of the user among them (question 51)",
  switches: [
    "missingUserDomain",
    "companyRoleBySetRole",
    "nameCase",
    "roleLists",
    "roleRemovalObject",
    "workgroupCase",
  ],
  object: ({ user }) => user,
  handle(call) {
    const { caller, fields, store } = call;
    const { user } = ownUser(call, fields.user);
    checkMayTouch(caller, user.role?.name);
    if (!fields.role) {
      const needed = call.behaviours.roleRemovalObject === "required" && !fields.object && !fields.objects;
      if (needed) throw new ApiError(5, { object: "missing" });
      store.setRole(user, undefined);
      recordChange(user, call, "role: none");
      return {};
    }
    giveRole(call, user, grantable(call, fields.role));
    return {};
  },
});

export const addRole = method<{ user: string; role: string; object?: string }>({
  name: "add_role",
  group: "user",
  status: "legacy",
  source: "SDK-PHP, SDK-PERL, LIB-RUBY, NOTE-MD",
  summary: "Older sibling of set_role: adds an object to the role a user has.",
  request: {
    user: { type: "name", required: true },
    role: { type: "text", required: true },
    object: { type: "text", note: "as in set_role" },
  },
  roles: ["company", "domain"],
  errors: [2, 3, 12, 17],
  audited: true,
  assumed: "a user has one role at a time, so a new role replaces the present one",
  switches: ["missingUserDomain", "companyRoleBySetRole", "nameCase", "workgroupCase"],
  object: ({ user }) => user,
  handle(call) {
    const { user } = ownUser(call, call.fields.user);
    checkMayTouch(call.caller, user.role?.name);
    const role = grantable(call, call.fields.role);
    giveRole(call, user, role, user.role?.name === role ? user.role.objects : []);
    return {};
  },
});

export const removeRole = method<{ user: string; role: string; object?: string }>({
  name: "remove_role",
  group: "user",
  status: "legacy",
  source: "SDK-PERL, LIB-RUBY, NOTE-MD",
  summary: "Removes an object from the role of a user, and the role with its last object.",
  request: {
    user: { type: "name", required: true },
    role: { type: "text", required: true },
    object: { type: "text" },
  },
  roles: ["company", "domain"],
  errors: [2, 3, 12, 17],
  audited: true,
  assumed: "the whole request; a role or object the user does not have answers 17",
  switches: ["missingUserDomain"],
  object: ({ user }) => user,
  handle(call) {
    const { fields, store, caller } = call;
    const { user } = ownUser(call, fields.user);
    if (!isRole(fields.role)) throw new ApiError(12);
    if (!fields.object) throw new ApiError(5, { object: "missing" });
    checkMayTouch(caller, user.role?.name);
    const wanted = fields.object.toLowerCase();
    const left = user.role?.objects.filter((object) => object.toLowerCase() !== wanted) ?? [];
    if (user.role?.name !== fields.role || left.length === user.role.objects.length) throw new ApiError(17);
    store.setRole(user, left.length > 0 ? { name: fields.role, objects: left } : undefined);
    recordChange(user, call, `role ${fields.role} removed: ${fields.object}`);
    return {};
  },
});

/** A role that the caller may give. Throws 12 when it does not exist, 9 when the caller may not give it. */
function grantable({ caller, behaviours }: Call<unknown>, name: string): RoleName {
  if (!isRole(name)) throw new ApiError(12);
  checkMayTouch(caller, name);
  if (name === "company" && behaviours.companyRoleBySetRole === "refused") throw new ApiError(9);
  return name;
}

function giveRole(call: RoleCall, user: User, name: RoleName, before: readonly string[] = []): void {
  const objects = [...new Set([...before, ...controlled(call, user, name)])];
  call.store.setRole(user, { name, objects });
  recordChange(user, call, `role ${name}: ${objects.join(", ")}`);
}

/** A domain admin neither gives nor takes company roles, nor makes other domain admins (order of power, GUIDE). */
function checkMayTouch(caller: User, role: RoleName | undefined): void {
  if (caller.role?.name === "company" || role === undefined) return;
  if (isCompanyRole(role) || power(role) >= power(caller.role?.name)) throw new ApiError(9);
}

type RoleCall = Call<{ object?: string; objects?: string[] }>;

/** The names of what the role controls. The user must be a member of it (17). */
function controlled(call: RoleCall, user: User, role: RoleName): string[] {
  const { behaviours, fields, store } = call;
  const domainRole = role === "domain" || role === "mail";
  // Question 51: lists for domain and mail only.
  const listed = role === "domain" || (role === "mail" && behaviours.roleLists === "domain and mail");
  if (fields.objects && !listed)
    throw new ApiError(5, { objects: `allowed only with the roles ${behaviours.roleLists}` });
  const names = fields.objects ?? (fields.object ? [fields.object] : []);
  const [first] = names;
  if (first === undefined) throw new ApiError(5, { object: "missing" });

  const home = store.domainOf(user);
  if (isCompanyRole(role)) {
    const company = ownCompany(call, first);
    if (home.company !== company.name) throw new ApiError(17);
    return [company.name];
  }
  if (domainRole) {
    const domains = names.map((name) => ownDomain(call, name));
    // Assumed for lists: the user is in one of the domains, and all are of its company.
    if (!domains.includes(home) || domains.some(({ company }) => company !== home.company)) throw new ApiError(17);
    return [...new Set(domains.map(({ name }) => name))];
  }
  const slash = first.indexOf("/");
  if (slash < 1) throw new ApiError(5, { object: "must be domain/workgroup" });
  const domain = ownDomain(call, first.slice(0, slash));
  const workgroup = findWorkgroup(call, domain, first.slice(slash + 1));
  if (!workgroup) throw new ApiError(2);
  if (home !== domain || user.attributes.workgroup !== workgroup.name) throw new ApiError(17);
  return [`${domain.name}/${workgroup.name}`];
}

export const searchAdmins = method<{
  criteria?: { company?: string; match?: string; type?: Json };
  range?: Range;
}>({
  name: "search_admins",
  group: "company",
  status: "documented",
  source: "GUIDE, PHP1, LIVE, SDK-PHP",
  summary: "Lists the users of a company that have a role, with what they control.",
  request: {
    criteria: {
      type: "group",
      fields: {
        company: { type: "name" },
        match: { type: "text" },
        type: { type: "choices", values: ROLES, note: "the guide lists company, domain, mail and workgroup" },
      },
    },
    range: RANGE,
  },
  roles: [...COMPANY_READERS, "domain"],
  errors: [11],
  switches: ["nameCase", "pageLimit"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.company,
  handle(call) {
    const { store, behaviours, fields } = call;
    const criteria = fields.criteria ?? {};
    const company = containingCompany(call, criteria.company);
    const types = chosen(criteria.type);
    const found = [...store.admins()].filter((admin) => {
      const domain = store.domainOf(admin);
      return (
        domain.company === company.name &&
        controlsDomain(call, domain) &&
        (types === undefined || types.includes(admin.role?.name ?? "")) &&
        (criteria.match === undefined || matches(criteria.match, admin.name))
      );
    });
    const result = page(
      sorted(
        found,
        undefined,
        ({ name }) => name,
        ({ name }) => name,
      ),
      fields.range,
      behaviours,
    );
    return {
      admins: result.rows.map(({ name, role }) => ({
        user: name,
        type: role?.name ?? null,
        control: role?.objects ?? [],
      })),
      count: result.count,
      total_count: result.total_count,
    };
  },
});
