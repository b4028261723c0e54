import { shaped } from "../attributes/present.js";
import { containingCompany, controlsCompany, controlsDomain } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { READERS } from "../auth/roles.js";
import { countTypes, type TypeCounts } from "../rules/counts.js";
import { page, type Range, type Sort, type SortKey, sorted } from "../rules/paging.js";
import { restorableDomains, restorableUsers } from "../rules/retention.js";
import { matches } from "../rules/wildcard.js";
import type { DeletedDomain, Domain } from "../store/objects.js";
import { aliasList } from "../store/store.js";
import type { Json, JsonObject } from "../wire/json.js";
import { chosen, isSet, RANGE, sortField } from "./fields.js";
import { method } from "./method.js";

interface Criteria {
  company?: string;
  deleted?: Json;
  match?: string;
  type?: Json;
}

interface Hit {
  name: string;
  domain: Domain;
  /** Of a true domain; an alias has none of its own. */
  users: (TypeCounts & { alias: number; deleted: number }) | undefined;
  deleted?: DeletedDomain;
}

export const searchDomains = method<{ criteria?: Criteria; range?: Range; sort?: Sort }>({
  name: "search_domains",
  group: "domain",
  status: "documented",
  source: "GUIDE, PHP2, LIVE, SDK-PHP, question 15",
  summary: "Lists domains and alias domains of a company, or its deleted domains.",
  request: {
    criteria: {
      type: "group",
      fields: {
        company: { type: "name" },
        deleted: { type: "flag" },
        match: { type: "text" },
        type: { type: "choices", values: ["domain", "alias"] },
      },
    },
    range: RANGE,
    sort: sortField([
      "delete_time",
      "domain",
      "id",
      "type",
      "users",
      "users/alias",
      "users/deleted",
      "users/filter",
      "users/forward",
      "users/mailbox",
    ]),
  },
  roles: READERS,
  errors: [11],
  assumed: "the members of a row, from the sort keys (question 15)",
  switches: ["domainRowUsers", "nameCase", "pageLimit", "numbers", "domainRestoreDays", "userRestoreDays"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.company,
  handle(call) {
    const { behaviours, fields } = call;
    const hits = sorted(find(call, fields.criteria ?? {}), fields.sort, sortKey(fields.sort?.by), (hit) => hit.name);
    const result = page(hits, fields.range, behaviours);
    return {
      domains: result.rows.map((hit) => row(hit, behaviours)),
      count: result.count,
      total_count: result.total_count,
    };
  },
});

function find(call: Call<unknown>, criteria: Criteria): Hit[] {
  const { store, behaviours, at } = call;
  const company = containingCompany(call, criteria.company);
  const types = chosen(criteria.type);
  const hits: Hit[] = [];
  if (isSet(criteria.deleted)) {
    for (const deleted of restorableDomains(store, at, behaviours)) {
      const { domain } = deleted;
      if (domain.company !== company.name || !controlsCompany(call, company)) continue;
      hits.push({ name: domain.name, domain, users: counts(call, domain), deleted });
    }
  } else {
    for (const domain of store.domainsOf(company)) {
      if (!controlsDomain(call, domain)) continue;
      hits.push({ name: domain.name, domain, users: counts(call, domain) });
      for (const name of aliasList(domain.attributes)) hits.push({ name, domain, users: undefined });
    }
  }
  return hits.filter(
    (hit) =>
      (types === undefined || types.includes(kindOf(hit))) &&
      (criteria.match === undefined || matches(criteria.match, hit.name)),
  );
}

function kindOf(hit: Hit): "domain" | "alias" {
  return hit.users ? "domain" : "alias";
}

function counts({ store, at, behaviours }: Call<unknown>, domain: Domain): NonNullable<Hit["users"]> {
  return {
    ...countTypes(domain.users.values()),
    alias: store.aliases(domain).size,
    deleted: restorableUsers(domain, at, behaviours).length,
  };
}

function sortKey(by: string | undefined): (hit: Hit) => SortKey {
  switch (by) {
    case "delete_time":
      return (hit) => hit.deleted?.deleteTime ?? 0;
    case "id":
      return (hit) => Number(hit.deleted?.id ?? 0);
    case "type":
      return kindOf;
    case "users":
      return (hit) => hit.domain.users.size;
    case "users/alias":
    case "users/deleted":
    case "users/filter":
    case "users/forward":
    case "users/mailbox": {
      const part = by.slice("users/".length) as keyof NonNullable<Hit["users"]>;
      return (hit) => hit.users?.[part] ?? 0;
    }
    default:
      return (hit) => hit.name;
  }
}

/** Members by the sort keys of the guide; its own list is cut off (question 15). */
function row(hit: Hit, behaviours: Call["behaviours"]): JsonObject {
  const shown: JsonObject = { domain: hit.name, type: kindOf(hit) };
  if (hit.users && behaviours.domainRowUsers) shown.users = { ...hit.users };
  if (hit.deleted) {
    shown.id = hit.deleted.id;
    shown.delete_time = shaped(hit.deleted.deleteTime, behaviours);
  }
  return shown;
}
