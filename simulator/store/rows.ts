import type { RowChange } from "./journal.js";
import type { Company, DeletedDomain, DeletedUser, Domain, Session, User } from "./objects.js";
import { unpacked } from "./packing.js";
import type { Store } from "./store.js";
import type { Table } from "./table.js";

/** In an order in which a row comes after the rows that it refers to. */
export const KINDS = ["counter", "company", "domain", "user", "deleted_user", "deleted_domain", "session"];

/** A row that exists. */
export interface Row extends RowChange {
  data: string;
}

/** Everything that a store holds, in an order in which a store can read it. */
export function* rowsOf(store: Store): Generator<Row> {
  yield* rowsOfTable(store.counters);
  yield* rowsOfTable(store.companies);
  yield* rowsOfTable(store.domains);
  for (const domain of store.domains.values()) {
    yield* rowsOfTable(domain.users as Table<User>);
    yield* rowsOfTable(domain.deletedUsers as Table<DeletedUser>);
  }
  yield* rowsOfTable(store.deletedDomains);
  yield* rowsOfTable(store.sessions);
}

function* rowsOfTable<T>(table: Table<T>): Generator<Row> {
  const { kind, owner } = table;
  for (const key of table.keys()) yield { kind, owner, key, data: table.text(key) as string };
}

/** Replaces everything that a store holds. The rows must come in the order of `rowsOf`. */
export function fillStore(store: Store, rows: Iterable<Row>): void {
  for (const domain of [...store.domains.values()]) store.removeDomain(domain);
  for (const table of [store.companies, store.deletedDomains, store.sessions, store.counters]) table.clear();
  for (const row of rows) put(store, row);
}

/** Applies changes to a store that holds the rows as they were before. */
export function applyRows(store: Store, rows: Iterable<RowChange>): void {
  const byKind = new Map<string, RowChange[]>(KINDS.map((kind) => [kind, []]));
  for (const row of rows) byKind.get(row.kind)?.push(row);
  // Deletions go backwards, so that users are deleted before their domain.
  for (const kind of KINDS.toReversed()) {
    for (const row of byKind.get(kind) ?? []) if (row.data === null) drop(store, row);
  }
  for (const kind of KINDS) {
    for (const row of byKind.get(kind) ?? []) if (row.data !== null) put(store, row as Row);
  }
}

function put(store: Store, { kind, owner, key, data }: Row): void {
  const value = unpacked(JSON.parse(data));
  switch (kind) {
    case "counter":
      store.counters.set(key, value as number);
      return;
    case "company":
      store.companies.set(key, value as Company);
      return;
    case "domain":
      putDomain(store, value as Domain);
      return;
    case "user": {
      const domain = ownerOf(store, owner);
      const present = domain.users.get(key);
      if (present) store.removeUser(domain, present);
      store.addUser(domain, whole(value as User));
      return;
    }
    case "deleted_user": {
      const { user, ...deleted } = value as DeletedUser;
      ownerOf(store, owner).deletedUsers.set(key, { ...deleted, user: whole(user) });
      return;
    }
    case "deleted_domain":
      store.deletedDomains.set(key, value as DeletedDomain);
      return;
    case "session": {
      const session = value as Omit<Session, "user"> & { user: string };
      const user = store.user(session.user);
      // A session without a user belongs to a deleted user, and opens nothing.
      if (user) store.sessions.set(key, { ...session, user });
      return;
    }
    default:
      throw new Error(`unknown kind of row \`${kind}\``);
  }
}

/** Adds the members that JSON leaves out while they are not set. */
function whole(user: User): User {
  return { ...user, password: user.password, role: user.role };
}

function putDomain(store: Store, value: Omit<Domain, "users" | "deletedUsers">): void {
  const present = store.domains.get(value.name);
  if (!present) {
    store.addDomain({ ...value, users: new Map(), deletedUsers: new Map() });
    return;
  }
  const { attributes, ...own } = value;
  Object.assign(present, own);
  store.setDomainAttributes(present, attributes);
}

function drop(store: Store, { kind, owner, key }: RowChange): void {
  switch (kind) {
    case "user": {
      const domain = ownerOf(store, owner);
      const user = domain.users.get(key);
      if (user) store.removeUser(domain, user);
      return;
    }
    case "deleted_user":
      ownerOf(store, owner).deletedUsers.delete(key);
      return;
    case "domain": {
      const domain = store.domains.get(key);
      if (domain) store.removeDomain(domain);
      return;
    }
    case "company":
      store.companies.delete(key);
      return;
    case "deleted_domain":
      store.deletedDomains.delete(key);
      return;
    case "session":
      store.sessions.delete(key);
      return;
    case "counter":
      store.counters.delete(key);
  }
}

function ownerOf(store: Store, name: string): Domain {
  const domain = store.domains.get(name);
  if (!domain) throw new Error(`unknown domain \`${name}\` of a row`);
  return domain;
}
