import { containingCompany, controlsDomain, ownCompany, ownDomain, ownUser } from "../access.js";
import { ApiError } from "../errors.js";
import type { Json, JsonObject } from "../json.js";
import { page, type Range, sorted } from "../page.js";
import { COMPANY_READERS, isCompanyRole, isRole, power, ROLES, type RoleName } from "../roles.js";
import type { User } from "../store/objects.js";
import { matches } from "../wildcard.js";
import { chosen, RANGE } from "./fields.js";
import { type Call, method } from "./method.js";

export const setRole = method<{ user: string; role: string | null; object?: string; objects?: string[] }>({
  name: "set_role",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, KB, SDK-PHP",
  summary: "Gives a user one role in place of any earlier one, or takes it away.",
  request: {
    user: { type: "name", required: true },
    role: { type: "text", required: true, nullable: true, note: 'null or "" takes the role away' },
    object: { type: "text", note: "company, domain or domain/workgroup; needed unless the role is taken away" },
    objects: { type: "texts", note: "several domains in place of object" },
  },
  roles: ["company", "domain"],
  errors: [2, 3, 12, 17],
  audited: true,
  object: ({ user }) => user,
  handle(call) {
    const { caller, fields, store } = call;
    const { user } = ownUser(call, fields.user);
    checkMayTouch(caller, user.role?.name);
    if (!fields.role) {
      store.setRole(user, undefined);
      return {};
    }
    if (!isRole(fields.role)) throw new ApiError(12);
    checkMayTouch(caller, fields.role);
    if (fields.role === "company" && call.behaviours.companyRoleBySetRole === "refused") throw new ApiError(9);
    store.setRole(user, { name: fields.role, objects: controlled(call, user, fields.role) });
    return {};
  },
});

/** A domain admin neither gives nor takes company roles, nor makes other domain admins (order of power, GUIDE). */
function checkMayTouch(caller: User, role: RoleName | undefined): void {
  if (caller.role?.name === "company" || role === undefined) return;
  if (isCompanyRole(role) || power(role) >= power(caller.role?.name)) throw new ApiError(9);
}

type RoleCall = Call<{ object?: string; objects?: string[] }>;

/** What the role is over, as it will be listed. The user has to be a member of it (17). */
function controlled(call: RoleCall, user: User, role: RoleName): string[] {
  const { fields, store } = call;
  const domainRole = role === "domain" || role === "mail";
  // Question 51: lists for domain and mail only.
  if (fields.objects && !domainRole) throw new ApiError(5, { objects: "only with the roles domain and mail" });
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
  if (slash < 1) throw new ApiError(5, { object: "domain/workgroup is needed" });
  const domain = ownDomain(call, first.slice(0, slash));
  const workgroup = store.workgroup(domain, first.slice(slash + 1));
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
