import { controlsWorkgroup, findWorkgroup, ownDomain } from "../auth/access.js";
import { READERS } from "../auth/roles.js";
import { recordChange } from "../rules/changes.js";
import { countTypes } from "../rules/counts.js";
import { page, type Range, type Sort, type SortKey, sorted } from "../rules/paging.js";
import { restorableUsers } from "../rules/retention.js";
import { matches } from "../rules/wildcard.js";
import type { Domain, User } from "../store/objects.js";
import { USER_TYPES } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { workgroupNameProblem } from "../wire/names.js";
import { RANGE, sortField } from "./fields.js";
import { method } from "./method.js";

interface Named {
  domain: string;
  workgroup: string;
}

const named = ({ domain, workgroup }: JsonObject) =>
  typeof domain === "string" && typeof workgroup === "string" ? `${domain}/${workgroup}` : undefined;

export const createWorkgroup = method<Named>({
  name: "create_workgroup",
  group: "workgroup",
  status: "documented",
  source: "GUIDE, PHP2, SDK-PHP, CLI-WHMCS",
  summary: "Creates a workgroup; never updates one.",
  request: { domain: { type: "name", required: true }, workgroup: { type: "name", required: true } },
  roles: ["company", "domain"],
  errors: [2, 3, 6, 7],
  audited: true,
  assumed: "1 to 64 characters, no slash, compared without case (question 43)",
  switches: ["createClash"],
  object: named,
  handle(call) {
    const { store, behaviours, fields } = call;
    const domain = ownDomain(call, fields.domain);
    const reason = workgroupNameProblem(fields.workgroup);
    if (reason) throw new ApiError(6, { workgroup: reason });
    if (store.workgroup(domain, fields.workgroup)) throw new ApiError(behaviours.createClash);
    recordChange(domain, call, `workgroup ${fields.workgroup}: created`);
    domain.workgroups.set(fields.workgroup.toLowerCase(), { name: fields.workgroup });
    return {};
  },
});

export const deleteWorkgroup = method<Named>({
  name: "delete_workgroup",
  group: "workgroup",
  status: "documented",
  source: "GUIDE, PHP2",
  summary: "Deletes an empty workgroup that is not the default one. It cannot be restored.",
  request: { domain: { type: "name", required: true }, workgroup: { type: "name", required: true } },
  roles: ["company", "domain"],
  errors: [2, 3, 10, 18, 24],
  audited: true,
  switches: ["workgroupCase"],
  object: named,
  handle(call) {
    const { store, fields } = call;
    const domain = ownDomain(call, fields.domain);
    const workgroup = findWorkgroup(call, domain, fields.workgroup);
    if (!workgroup) throw new ApiError(2);
    if (domain.attributes.workgroup === workgroup.name) throw new ApiError(18);
    if (members(domain, workgroup.name).length > 0) throw new ApiError(10);
    const object = `${domain.name}/${workgroup.name}`;
    if ([...store.admins()].some((admin) => admin.role?.objects.includes(object))) throw new ApiError(24);
    recordChange(domain, call, `workgroup ${workgroup.name}: deleted`);
    domain.workgroups.delete(workgroup.name.toLowerCase());
    return {};
  },
});

export const searchWorkgroups = method<{
  criteria: { domain: string; match?: string };
  range?: Range;
  sort?: Sort;
}>({
  name: "search_workgroups",
  group: "workgroup",
  status: "documented",
  source: "GUIDE, PHP2, CLI-WHMCS",
  summary: "Lists the workgroups of a domain with the number of their users by type.",
  request: {
    criteria: {
      type: "group",
      required: true,
      fields: { domain: { type: "name", required: true }, match: { type: "text" } },
    },
    range: RANGE,
    // The syntax block says users, the table user.
    sort: sortField(["workgroup", "users", "user"]),
  },
  roles: READERS,
  errors: [2, 3],
  assumed: "alias and deleted in the counts",
  switches: ["pageLimit"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.domain,
  handle(call) {
    const { behaviours, fields, at } = call;
    const { criteria, range, sort } = fields;
    const domain = ownDomain(call, criteria.domain);
    const deleted = restorableUsers(domain, at, behaviours).map(({ user }) => user);
    const rows = [...domain.workgroups.values()]
      .filter(({ name }) => criteria.match === undefined || matches(criteria.match, name))
      .filter(({ name }) => controlsWorkgroup(call, domain, name))
      .map(({ name }) => row(name, members(domain, name), deleted));
    const key = (one: Row): SortKey =>
      sort?.by === "users" || sort?.by === "user" ? one.users : one.workgroup.toLowerCase();
    const result = page(
      sorted(rows, sort, key, (one) => one.workgroup),
      range,
      behaviours,
    );
    return {
      workgroups: result.rows.map(({ workgroup, counts }) => ({ workgroup, counts })),
      count: result.count,
      total_count: result.total_count,
    };
  },
});

interface Row {
  workgroup: string;
  users: number;
  counts: JsonObject;
}

/** counts: mailbox, forward, filter as CLI-WHMCS reads them; alias and deleted by analogy with search_domains. */
function row(workgroup: string, users: User[], deleted: User[]): Row {
  const aliases = users.reduce((sum, user) => sum + (user.attributes.aliases as string[]).length, 0);
  const gone = deleted.filter((user) => user.attributes.workgroup === workgroup).length;
  const counts = countTypes(users);
  return {
    workgroup,
    users: USER_TYPES.reduce((sum, type) => sum + counts[type], 0),
    counts: { ...counts, alias: aliases, deleted: gone },
  };
}

function members(domain: Domain, workgroup: string): User[] {
  return [...domain.users.values()].filter((user) => user.attributes.workgroup === workgroup);
}
