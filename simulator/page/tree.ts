import type { Domain } from "../store/objects.js";
import { aliasList, type Store } from "../store/store.js";
import type { JsonObject } from "../wire/json.js";

/** How many users an opened domain lists. A search finds the others. */
const MOST_USERS = 500;

/** Companies and their domains, with the number of users. Names only: nothing here could be a secret. */
export function tenantTree(store: Store): JsonObject[] {
  return [...store.companies.values()].map((company) => ({
    name: company.name,
    brands: [...company.brands.values()].map(({ name }) => name),
    domains: store
      .domainsOf(company)
      .map((domain) => ({ name: domain.name, users: domain.users.size, aliases: aliasList(domain.attributes) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}

export function domainView(domain: Domain): JsonObject {
  const users = [...domain.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_USERS);
  return {
    workgroups: [...domain.workgroups.values()].map(({ name }) => name),
    total: domain.users.size,
    deleted: domain.deletedUsers.size,
    users: users.map((user) => ({
      name: user.name,
      type: user.type,
      workgroup: user.attributes.workgroup ?? null,
      role: user.role?.name ?? null,
      aliases: aliasList(user.attributes),
    })),
  };
}
