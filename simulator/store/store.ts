import type { JsonObject } from "../wire/json.js";
import { splitAddress } from "../wire/names.js";
import { Journal } from "./journal.js";
import type { Brand, Company, DeletedDomain, DeletedUser, Domain, Session, User, Workgroup } from "./objects.js";
import { packed } from "./packing.js";
import { Table } from "./table.js";

/** The counter that marks a store which holds a whole tenant. */
export const SEEDED = "seeded";

/** The objects and their indexes. It has no rules, but keeps the indexes up to date. Names must be in lower case. */
export class Store {
  readonly journal = new Journal();
  readonly companies = new Table<Company>("company", this.journal);
  // Users and deleted users are rows of their own.
  readonly domains = new Table<Domain>("domain", this.journal, undefined, ({ users, deletedUsers, ...own }) =>
    packed(own),
  );
  readonly deletedDomains = new Table<DeletedDomain>("deleted_domain", this.journal);
  /** By digest of the token. */
  readonly sessions = new Table<Session>("session", this.journal, undefined, (session) =>
    packed({ ...session, user: session.user.name }),
  );
  readonly counters = new Table<number>("counter", this.journal);
  /** Alias domain -> true domain. */
  readonly #domainAliases = new Map<string, string>();
  /** Alias address -> address, per domain. */
  readonly #userAliases = new Map<Domain, Map<string, string>>();
  readonly #admins = new Set<User>();

  addCompany(name: string, attributes: JsonObject, createtime: number): Company {
    const company: Company = {
      name,
      id: String(1001 + this.companies.size),
      attributes,
      createtime,
      brands: new Map(),
      deletedBrands: [],
    };
    this.companies.set(name, company);
    return company;
  }

  companyOf(domain: Domain): Company {
    const company = this.companies.get(domain.company);
    if (!company) throw new Error(`The domain ${domain.name} does not belong to any company`);
    return company;
  }

  domainsOf(company: Company): Domain[] {
    return [...this.domains.values()].filter((domain) => domain.company === company.name);
  }

  addDomain(domain: Domain): void {
    this.domains.set(domain.name, domain);
    domain.users = this.#tableOf(domain, "user", domain.users);
    domain.deletedUsers = this.#tableOf(domain, "deleted_user", domain.deletedUsers);
    this.#userAliases.set(domain, new Map());
    this.#indexDomainAliases(domain);
    for (const user of domain.users.values()) this.#indexUserAliases(domain, user);
  }

  removeDomain(domain: Domain): void {
    for (const user of domain.users.values()) this.#admins.delete(user);
    this.domains.delete(domain.name);
    for (const table of [domain.users, domain.deletedUsers]) if (table instanceof Table) table.detach();
    this.#userAliases.delete(domain);
    this.#dropDomainAliases(domain);
  }

  /** Replaces all attributes of a domain. */
  setDomainAttributes(domain: Domain, attributes: JsonObject): void {
    this.#dropDomainAliases(domain);
    domain.attributes = attributes;
    this.#indexDomainAliases(domain);
  }

  /** The true domain an alias domain stands for. */
  domainByAlias(alias: string): Domain | undefined {
    const name = this.#domainAliases.get(alias);
    return name === undefined ? undefined : this.domains.get(name);
  }

  domainOf(user: User): Domain {
    const domain = this.domains.get(splitAddress(user.name)?.domain ?? "");
    if (!domain) throw new Error(`The user ${user.name} is not in any domain`);
    return domain;
  }

  user(address: string): User | undefined {
    return this.domains.get(splitAddress(address)?.domain ?? "")?.users.get(address);
  }

  addUser(domain: Domain, user: User): void {
    domain.users.set(user.name, user);
    this.#indexUserAliases(domain, user);
    this.#indexRole(user);
  }

  removeUser(domain: Domain, user: User): void {
    domain.users.delete(user.name);
    this.#dropUserAliases(domain, user);
    this.#admins.delete(user);
  }

  setUserAttributes(domain: Domain, user: User, attributes: JsonObject): void {
    this.#dropUserAliases(domain, user);
    user.attributes = attributes;
    this.#indexUserAliases(domain, user);
  }

  renameUser(domain: Domain, user: User, name: string): void {
    // Stored sessions name their user.
    for (const [digest, session] of this.sessions) if (session.user === user) this.sessions.set(digest, session);
    this.removeUser(domain, user);
    user.name = name;
    this.addUser(domain, user);
  }

  setRole(user: User, role: User["role"]): void {
    user.role = role;
    this.#admins.delete(user);
    this.#indexRole(user);
  }

  /** Users with a role, in the order the roles were given. */
  admins(): Iterable<User> {
    if (this.journal.recording) for (const { name } of this.#admins) this.user(name);
    return this.#admins;
  }

  /** The address of the user that has this alias. */
  aliasTarget(domain: Domain, alias: string): string | undefined {
    return this.#userAliases.get(domain)?.get(alias);
  }

  aliases(domain: Domain): ReadonlyMap<string, string> {
    return this.#userAliases.get(domain) ?? new Map();
  }

  workgroup(domain: Domain, name: string): Workgroup | undefined {
    return domain.workgroups.get(name.toLowerCase());
  }

  brand(company: Company, name: string): Brand | undefined {
    return company.brands.get(name.toLowerCase());
  }

  keepDeletedUser(domain: Domain, user: User, seconds: number): DeletedUser {
    const deleted = { id: this.#nextId(seconds), deleteTime: seconds, user };
    domain.deletedUsers.set(deleted.id, deleted);
    return deleted;
  }

  keepDeletedDomain(domain: Domain, seconds: number): DeletedDomain {
    const deleted = { id: this.#nextId(seconds), deleteTime: seconds, domain };
    this.deletedDomains.set(deleted.id, deleted);
    return deleted;
  }

  /** In the samples of the guide, an id looks like the second of the deletion. Here it is also unique. */
  #nextId(seconds: number): string {
    const id = Math.max(seconds, (this.counters.get("deletion") ?? 0) + 1);
    this.counters.set("deletion", id);
    return String(id);
  }

  #tableOf<T>(domain: Domain, kind: string, rows: Map<string, T>): Table<T> {
    if (rows instanceof Table) {
      rows.attach();
      return rows;
    }
    const table = new Table<T>(kind, this.journal, () => domain.name);
    for (const [key, row] of rows) table.set(key, row);
    return table;
  }

  #indexDomainAliases(domain: Domain): void {
    for (const alias of aliasList(domain.attributes)) this.#domainAliases.set(alias, domain.name);
  }

  #dropDomainAliases(domain: Domain): void {
    for (const alias of aliasList(domain.attributes)) this.#domainAliases.delete(alias);
  }

  #indexUserAliases(domain: Domain, user: User): void {
    const index = this.#userAliases.get(domain);
    for (const alias of aliasList(user.attributes)) index?.set(alias, user.name);
  }

  #dropUserAliases(domain: Domain, user: User): void {
    const index = this.#userAliases.get(domain);
    for (const alias of aliasList(user.attributes)) index?.delete(alias);
  }

  #indexRole(user: User): void {
    if (user.role) this.#admins.add(user);
  }
}

export function aliasList(attributes: JsonObject): string[] {
  return (attributes.aliases as string[] | undefined) ?? [];
}
