import { inForce } from "../attributes/inherit.js";
import { USER } from "../attributes/user.js";
import type { Behaviours } from "../behaviours/switches.js";
import { mailboxOf, present } from "../rules/mailbox.js";
import { userStatus } from "../rules/suspension.js";
import type { Company, Domain, User } from "../store/objects.js";
import { aliasList, type Store } from "../store/store.js";
import type { JsonObject } from "../wire/json.js";

/** How many users an opened domain lists, and how many a filter finds. */
const MOST_USERS = 500;
const MOST_FOUND = 100;

/** Companies and their domains, with the number of users. Names only: nothing here could be a secret. */
export function tenantTree(store: Store): JsonObject[] {
  return [...store.companies.values()].map((company) => ({
    name: company.name,
    brands: [...company.brands.values()].map(({ name }) => name),
    domains: domainsOf(store, company),
  }));
}

export function domainView(domain: Domain): JsonObject {
  const users = [...domain.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_USERS);
  return {
    workgroups: [...domain.workgroups.values()].map(({ name }) => name),
    total: domain.users.size,
    deleted: domain.deletedUsers.size,
    users: users.map(userRow),
  };
}

/** The domains and users that have a text in a name, an alias or, of users, the display name. Letter case does not count. */
export function found(store: Store, text: string): JsonObject {
  const wanted = text.toLowerCase();
  const isIn = (names: readonly unknown[]) =>
    names.some((name) =>
      String(name ?? "")
        .toLowerCase()
        .includes(wanted),
    );
  const companies = [...store.companies.values()];
  const domains = companies.flatMap((company) => domainsOf(store, company));
  const users: JsonObject[] = [];
  for (const domain of companies.flatMap((company) => store.domainsOf(company))) {
    for (const user of domain.users.values()) {
      if (!isIn([user.name, user.attributes.name, ...aliasList(user.attributes)])) continue;
      if (users.length === MOST_FOUND) return { domains: domains.filter(hasName), users, more: true };
      users.push(userRow(user));
    }
  }
  return { domains: domains.filter(hasName), users, more: false };

  function hasName({ name, aliases }: DomainRow): boolean {
    return isIn([name, ...aliases]);
  }
}

/** All attributes that a read returns: what the user sets, and what is in force. */
export function userView(user: User, domain: Domain, company: Company, behaviours: Readonly<Behaviours>): JsonObject {
  const mailbox = mailboxOf(user, behaviours);
  return {
    name: user.name,
    type: user.type,
    status: userStatus(domain, user),
    company: company.name,
    createtime: user.createtime,
    role: user.role ? { name: user.role.name, objects: [...user.role.objects] } : null,
    mailbox: {
      messages: present(mailbox).length,
      contacts: mailbox.contacts.filter(({ deleted }) => !deleted).length,
    },
    attributes: USER.all
      .filter(({ hidden, name }) => !hidden && name !== "account" && name !== "type")
      .map((attribute) => {
        const { value, from = null } = inForce(attribute, user, domain, company);
        return { name: attribute.name, value: user.attributes[attribute.name] ?? null, effective: value, from };
      }),
  };
}

type DomainRow = { name: string; users: number; aliases: string[] };

function domainsOf(store: Store, company: Company): DomainRow[] {
  return store
    .domainsOf(company)
    .map((domain) => ({ name: domain.name, users: domain.users.size, aliases: aliasList(domain.attributes) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function userRow(user: User): JsonObject {
  return {
    name: user.name,
    type: user.type,
    role: user.role?.name ?? null,
    aliases: aliasList(user.attributes),
  };
}
