import { ownDomain } from "../auth/access.js";
import { isCompanyRole } from "../auth/roles.js";
import { recordChange } from "../rules/changes.js";
import { hasOutsideAdmins } from "../rules/counts.js";
import { moveDomain } from "../rules/domains.js";
import { ApiError } from "../wire/errors.js";
import { method } from "./method.js";

export const pushDomain = method<{ domain: string; new_company: string }>({
  name: "push_domain",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Moves a domain with its users to a company that lists the giver in domain_push_allowed.",
  request: {
    domain: { type: "name", required: true },
    new_company: { type: "name", required: true, note: "company_id of the receiver" },
  },
  roles: ["company"],
  errors: [2, 3, 24, 49],
  audited: true,
  assumed:
    "an unknown company_id answers 2; users in the domain lose company roles; no notice is sent to domain_push_notify",
  object: ({ domain }) => domain,
  handle(call) {
    const { fields, store } = call;
    const domain = ownDomain(call, fields.domain);
    const giver = store.companyOf(domain);
    const gaining = [...store.companies.values()].find(({ id }) => id === fields.new_company);
    if (!gaining) throw new ApiError(2);
    const allowed = gaining.attributes.domain_push_allowed as string[];
    if (!allowed.includes(giver.id)) throw new ApiError(49);
    if (hasOutsideAdmins(store, domain)) throw new ApiError(24);
    moveDomain(domain, gaining);
    for (const user of domain.users.values()) {
      if (user.role && isCompanyRole(user.role.name)) store.setRole(user, undefined);
    }
    recordChange(domain, call, `pushed from ${giver.name} to ${gaining.name}`);
    return {};
  },
});
