import { shaped } from "../attributes/present.js";
import { USER } from "../attributes/user.js";
import { ownCompany, ownDomain, ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { COMPANY_READERS, READERS } from "../auth/roles.js";
import { page, type Range } from "../rules/paging.js";
import type { Change } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { RANGE } from "./fields.js";
import { method } from "./method.js";

const ASSUMED = "the wording of msg beyond the documented samples; the last 100 changes are kept";
const NAME = { type: "name", required: true } as const;

function listed({ fields, behaviours }: Call<{ range?: Range }>, { changes }: { changes?: Change[] }): JsonObject {
  const result = page(changes ?? [], fields.range, behaviours);
  return {
    changes: result.rows.map((change) => ({ ...change, time: shaped(change.time, behaviours) })),
    count: result.count,
    total_count: result.total_count,
  };
}

export const getCompanyChanges = method<{ company: string; range?: Range }>({
  name: "get_company_changes",
  group: "company",
  status: "documented",
  source: "GUIDE, PHP2, LIVE, SDK-PHP",
  summary: "Changes made to a company, earliest first.",
  request: { company: NAME, range: RANGE },
  roles: COMPANY_READERS,
  errors: [2],
  assumed: ASSUMED,
  switches: ["missingCompany", "nameCase", "numbers", "pageLimit"],
  object: ({ company }) => company,
  handle: (call) => listed(call, ownCompany(call, call.fields.company)),
});

export const getDomainChanges = method<{ domain: string; range?: Range }>({
  name: "get_domain_changes",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP2, LIVE",
  summary: "Changes made to a domain, earliest first.",
  request: { domain: NAME, range: RANGE },
  roles: READERS,
  errors: [2, 3],
  assumed: ASSUMED,
  switches: ["numbers", "pageLimit"],
  object: ({ domain }) => domain,
  handle: (call) => listed(call, ownDomain(call, call.fields.domain)),
});

export const getUserChanges = method<{ user: string; range?: Range }>({
  name: "get_user_changes",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2, LIVE",
  summary: "Changes made to a user, earliest first.",
  request: { user: NAME, range: RANGE },
  roles: READERS,
  errors: [2, 3],
  assumed: ASSUMED,
  switches: ["missingUserDomain", "numbers", "pageLimit"],
  object: ({ user }) => user,
  handle: (call) => listed(call, ownUser(call, call.fields.user).user),
});

export const getUserAttributeHistory = method<{ user: string; attribute: string }>({
  name: "get_user_attribute_history",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Earlier values of one attribute; the key is the last second at which the value held.",
  request: { user: NAME, attribute: NAME },
  roles: READERS,
  errors: [2, 3, 6],
  assumed: "the value in force is not in the list; passwords have no history; the last 100 values are kept",
  switches: ["missingUserDomain"],
  object: ({ user }) => user,
  handle(call) {
    const { attribute } = call.fields;
    const { user } = ownUser(call, call.fields.user);
    const known = USER.byName.get(attribute);
    if (!known || known.hidden) throw new ApiError(6, { attribute: "must be an attribute with a history" });
    return {
      history: Object.fromEntries((user.history?.[attribute] ?? []).map(([time, value]) => [String(time), value])),
    };
  },
});
