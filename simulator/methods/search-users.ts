import { shaped } from "../attributes/present.js";
import { controlsWorkgroup, ownDomain } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { READERS } from "../auth/roles.js";
import { page, type Range, type Sort, type SortKey, sorted } from "../rules/paging.js";
import { restorableUsers } from "../rules/retention.js";
import { userStatus } from "../rules/suspension.js";
import { matches } from "../rules/wildcard.js";
import type { DeletedUser, User } from "../store/objects.js";
import type { Json, JsonObject } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { chosen, isSet, RANGE, sortField } from "./fields.js";
import { method } from "./method.js";

/** A match, before it becomes a row. Only the matches of one page become rows. */
interface Hit {
  name: string;
  type: string;
  status: string;
  user: User;
  target?: string;
  deleted?: DeletedUser;
}

interface Criteria {
  domain: string;
  deleted?: Json;
  match?: string;
  status?: Json;
  type?: Json;
  workgroup?: string;
}

export const searchUsers = method<{ criteria: Criteria; fields?: string[]; range?: Range; sort?: Sort }>({
  name: "search_users",
  group: "user",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, LIVE, CLI-WHMCS",
  summary: "Lists users and aliases of a domain, or its deleted users.",
  request: {
    criteria: {
      type: "group",
      required: true,
      fields: {
        domain: { type: "name", required: true },
        deleted: { type: "flag" },
        match: { type: "text" },
        status: { type: "choices", values: ["active", "deleted", "quota", "smtplimit", "suspended"] },
        type: { type: "choices", values: ["mailbox", "filter", "forward", "alias"] },
        workgroup: { type: "text" },
      },
    },
    // The syntax block has smtplimit and no type, the table type and no smtplimit. Both are accepted.
    fields: {
      type: "choices",
      values: ["createtime", "forward", "lastlogin", "smtplimit", "status", "type", "workgroup"],
    },
    range: RANGE,
    sort: sortField(["createtime", "delete_time", "id", "lastlogin", "status", "target", "type", "user", "workgroup"]),
  },
  roles: READERS,
  errors: [2, 3],
  assumed: "which rows have workgroup and status; a pattern without @ is also held against the part before it",
  switches: ["pageLimit", "numbers", "userRestoreDays"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.domain,
  handle(call) {
    const { behaviours, fields } = call;
    const columns = new Set(chosen(fields.fields) ?? ["workgroup", "status"]);
    const hits = sorted(find(call, fields.criteria), fields.sort, sortKey(fields.sort?.by), (hit) => hit.name);
    const result = page(hits, fields.range, behaviours);
    return {
      users: result.rows.map((hit) => row(hit, columns, behaviours)),
      count: result.count,
      total_count: result.total_count,
    };
  },
});

function find(call: Call<unknown>, criteria: Criteria): Hit[] {
  const { store, behaviours, at } = call;
  const domain = ownDomain(call, criteria.domain);
  const types = chosen(criteria.type);
  const statuses = chosen(criteria.status);
  const workgroup = criteria.workgroup?.toLowerCase();
  const wants = (hit: Hit) =>
    (types === undefined || types.includes(hit.type)) &&
    (statuses === undefined || statuses.includes(hit.status)) &&
    (workgroup === undefined || String(hit.user.attributes.workgroup).toLowerCase() === workgroup) &&
    (criteria.match === undefined || fits(criteria.match, hit.name)) &&
    controlsWorkgroup(call, domain, String(hit.user.attributes.workgroup));

  const onlyDeleted = isSet(criteria.deleted);
  const hits: Hit[] = [];
  if (!onlyDeleted) {
    for (const user of domain.users.values()) {
      hits.push({ name: user.name, type: user.type, status: userStatus(domain, user), user });
    }
    for (const [name, target] of store.aliases(domain)) {
      const user = domain.users.get(target);
      if (user) hits.push({ name, type: "alias", status: userStatus(domain, user), user, target });
    }
  }
  // All but the deleted ones, unless the status asks for them (GUIDE).
  if (onlyDeleted || statuses?.includes("deleted")) {
    for (const deleted of restorableUsers(domain, at, behaviours)) {
      const { user } = deleted;
      hits.push({ name: user.name, type: user.type, status: "deleted", user, deleted });
    }
  }
  return hits.filter(wants);
}

/** Assumed: the pattern is matched with the whole address and with the part before @. */
function fits(pattern: string, address: string): boolean {
  return matches(pattern, address) || matches(pattern, splitAddress(address)?.local ?? "");
}

function sortKey(by: string | undefined): (hit: Hit) => SortKey {
  switch (by) {
    case "createtime":
      return (hit) => hit.user.createtime;
    case "delete_time":
      return (hit) => hit.deleted?.deleteTime ?? 0;
    case "id":
      return (hit) => Number(hit.deleted?.id ?? 0);
    case "status":
      return (hit) => hit.status;
    case "target":
      return (hit) => hit.target ?? "";
    case "type":
      return (hit) => hit.type;
    case "workgroup":
      return (hit) => String(hit.user.attributes.workgroup);
    default:
      // Also for lastlogin: nobody logs in to a mailbox of the simulator.
      return (hit) => hit.name;
  }
}

function row(hit: Hit, columns: ReadonlySet<string>, behaviours: Call["behaviours"]): JsonObject {
  const { user, deleted } = hit;
  const shown: JsonObject = { user: hit.name, type: hit.type };
  if (hit.target !== undefined) shown.alias_target = hit.target;
  if (columns.has("workgroup")) shown.workgroup = user.attributes.workgroup ?? null;
  if (columns.has("status") || deleted) shown.status = hit.status;
  if (columns.has("createtime")) shown.createtime = shaped(user.createtime, behaviours);
  if (columns.has("lastlogin")) shown.lastlogin = null;
  if (columns.has("smtplimit")) shown.smtplimit = user.attributes.smtp_sent_limit ?? null;
  const recipients = user.attributes.forward_recipients as string[];
  if (columns.has("forward") && hit.target === undefined && user.attributes.delivery_forward === true) {
    // Spelt so in the guide. One recipient and their number, as the sample has it.
    shown.forward_recepient_count = recipients.length;
    shown.forward_recepient = recipients[0] ?? null;
  }
  if (deleted) {
    shown.id = deleted.id;
    shown.delete_time = shaped(deleted.deleteTime, behaviours);
  }
  return shown;
}
