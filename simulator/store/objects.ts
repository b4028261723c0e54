import type { Json, JsonObject } from "../wire/json.js";

/**
 * What the service holds, as plain data. Objects refer to each other by name, so that a state can be written and read. Times are UNIX seconds. Lists inside `attributes` are replaced, never changed in place.
 */

export const USER_TYPES = ["mailbox", "forward", "filter"] as const;

export type UserType = (typeof USER_TYPES)[number];

/** Admin roles by their wire names (GUIDE roles, set_role; company_mail2: KB). */
export const ROLES = [
  "company",
  "company_view",
  "company_mail",
  "company_mail2",
  "company_ro",
  "company_token_only",
  "domain",
  "mail",
  "workgroup",
] as const;

export type RoleName = (typeof ROLES)[number];

interface Role {
  name: RoleName;
  /** Company names, domain names, or domain/workgroup: what the role controls. */
  objects: string[];
}

/**
 * A stored password. Salted SHA-256 keeps the clear text out of memory and is cheap enough for thousands of calls a
 * second; it would be far too weak for real accounts, which this service never holds.
 * `foreign` is a hash that the caller made (`{TYPE}...`). It is kept as given. No login can match it, because the
 * simulator does not implement the hash types.
 */
export type StoredPassword = { salt: string; digest: string } | { foreign: string };

/** One entry of the change history, as get_*_changes shows it. */
export interface Change {
  time: number;
  user: string;
  application: string;
  msg: string;
}

/** By service: the power of the role that suspended it (rules/suspension.ts). */
export type Suspensions = { [service: string]: number };

export type BulletinType = "auto" | "manual";

export interface Bulletin {
  name: string;
  type: BulletinType;
  text: string;
  /** The last posting: when it began, in milliseconds, and to how many users it goes. */
  posted?: { at: number; total: number };
}

/** A job that copies mail from elsewhere. Remote passwords are not kept. */
export interface Migration {
  job: string;
  /** Address of the admin who started it. */
  owner: string;
  /** Milliseconds. */
  started: number;
  accounts: MigrationAccount[];
}

export interface MigrationAccount {
  local: string;
  remote: string;
  server: string;
  method: string;
  skip: string[];
  translate: { [folder: string]: string };
}

export interface Brand {
  name: string;
  attributes: JsonObject;
  createtime: number;
  /** The one new brands are copied from (KB). */
  isDefault: boolean;
}

export interface Company {
  name: string;
  /** Numeric text, as domain_push_allowed wants it. */
  id: string;
  attributes: JsonObject;
  createtime: number;
  /** By name in lower case (question 7). */
  brands: Map<string, Brand>;
  deletedBrands: Brand[];
  bulletins?: Bulletin[];
  changes?: Change[];
  suspendedBy?: Suspensions;
  migrations?: Migration[];
}

interface AppPassword {
  tag: string;
  created: number;
  password: StoredPassword;
}

/** Second factor of a login. OMA has no described call to set it up, so it comes with the seed. */
export interface TwoFactor {
  enabled: boolean;
  /** Forced: without it being enabled, each password login uses up one of the grace logins. */
  required: boolean;
  graceLogins: number;
  /** What counts as the right code. */
  code: string;
}

export interface Message {
  id: string;
  folder: string;
  headers: { [name: string]: string };
  bytes: number;
  seen: boolean;
  deleted: boolean;
}

export interface Contact {
  id: string;
  name: string;
  email: string;
  deleted: boolean;
}

/** Mail folders, messages and address book. A user without one has what rules/mailbox.ts gives. */
export interface Mailbox {
  folders: string[];
  deletedFolders: string[];
  messages: Message[];
  contacts: Contact[];
}

export interface Sieve {
  rulesets: { [name: string]: string };
  active: string;
}

interface ReindexJob {
  id: string;
  /** Milliseconds. */
  started: number;
}

export interface User {
  /** Full address, lower case. */
  name: string;
  type: UserType;
  attributes: JsonObject;
  createtime: number;
  password: StoredPassword | undefined;
  role: Role | undefined;
  changes?: Change[];
  /** By attribute: until when, and what it was. */
  history?: { [attribute: string]: Array<[time: number, value: Json]> };
  suspendedBy?: Suspensions;
  appPasswords?: AppPassword[];
  twoFactor?: TwoFactor;
  /** Source addresses that an admin may call from. Any when left out. */
  allowedSources?: string[];
  /** Whether the admin may not log in any more. */
  adminDisabled?: boolean;
  mailbox?: Mailbox;
  sieve?: Sieve;
  reindexJobs?: ReindexJob[];
}

export interface DeletedUser {
  id: string;
  deleteTime: number;
  user: User;
}

export interface Workgroup {
  name: string;
}

export interface Domain {
  /** Lower case. */
  name: string;
  company: string;
  attributes: JsonObject;
  createtime: number;
  /** By name in lower case (question 43). */
  workgroups: Map<string, Workgroup>;
  /** By address. */
  users: Map<string, User>;
  deletedUsers: Map<string, DeletedUser>;
  bulletins?: Bulletin[];
  changes?: Change[];
  suspendedBy?: Suspensions;
}

export interface DeletedDomain {
  id: string;
  deleteTime: number;
  domain: Domain;
}

export interface Session {
  user: User;
  /** Milliseconds. */
  expires: number;
  kind: TokenKind;
  /** Whether it opens the API. Otherwise it opens Webmail only. */
  api: boolean;
  /** Whether the login it comes from had a second factor. */
  secondFactor: boolean;
}

/** oma: the API only; session: until it runs out; sso: one use (GUIDE). */
export type TokenKind = "oma" | "session" | "sso";
