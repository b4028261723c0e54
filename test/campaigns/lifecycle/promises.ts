import { isDeepStrictEqual } from "node:util";
import { kinds } from "../../../provider/kinds/index.js";
import type { Identity, Kind } from "../../../provider/kinds/kind.js";
import { wireName } from "../../../provider/kinds/names.js";
import { verifyPassword } from "../../../simulator/auth/passwords.js";
import type { JsonObject, LogEntry, Simulator } from "../../../simulator/index.js";
import type { Held } from "./held.js";
import { heldOf } from "./outside.js";
import type { Declaration, Program } from "./program.js";
import { environment } from "./tenant.js";

const all = Object.values(kinds);
const anything = "*";

/** Watches what the provider sends, over all runs of a history. */
export class Watch {
  private readonly places = new Map<string, Ever>();
  /** The places of each object in the last program that had it: two, where an operator keeps an address that another is to get. */
  private readonly declared = new Map<string, Ever[]>();

  declares(program: Program): void {
    for (const declaration of program) this.declared.delete(objectOf(declaration));
    for (const declaration of program) {
      const object = objectOf(declaration);
      const known = this.places.get(declaration.slot) ?? new Map<string, Set<string>>();
      this.places.set(declaration.slot, known);
      this.declared.set(object, [...(this.declared.get(object) ?? []), known]);
      for (const [name, value] of Object.entries(wireOf(declaration))) {
        known.set(name, (known.get(name) ?? new Set()).add(form(value)));
      }
      if (declaration.args.passwordFrom !== undefined) known.set("password", new Set([anything]));
      // What is ignored stays at what it drifted to, in a replacement too.
      for (const name of Object.keys(wireOf(only(declaration, (one) => declaration.ignoreChanges.includes(one))))) {
        known.get(name)?.add(anything);
      }
    }
  }

  /** @throws Error for a call that no program asked for. */
  check(entries: readonly LogEntry[], program: Program): void {
    const present = new Set(program.map(objectOf));
    // Made by a call whose answer got lost, so taken back to be made again.
    const untold = new Set<string>();
    for (const entry of entries) {
      if (entry.outcome !== "ok") continue;
      if (entry.method === kinds.User.verbs.rename?.method) this.checkRename(entry, present);
      const write = writeOf(entry);
      if (write === undefined) continue;
      const { kind, object, attributes, isDelete } = write;
      const about = calledIn(kind.name, object);
      if (!isDelete) this.checkChange(kind, object, attributes);
      if (!isDelete && kind.createOnlySecrets !== undefined) untold.add(about);
      if (!isDelete || untold.has(about)) continue;
      if (present.has(about)) throw new Error(`${entry.method} ${object} deletes what is declared`);
      if (!this.declared.has(about) && !aside.test(object))
        throw new Error(`${entry.method} ${object} deletes what was never declared`);
    }
  }

  private checkRename({ fields }: LogEntry, present: ReadonlySet<string>): void {
    const [from, to] = [String(fields.user), String(fields.new_name)];
    if (!this.declared.has(`User ${from}`) && !aside.test(from)) throw new Error(`${from} is renamed, never declared`);
    // Who cannot take the new name goes back to the old one.
    if (!present.has(`User ${to}`) && !aside.test(to) && !aside.test(from))
      throw new Error(`${from} is renamed to ${to}, which no program declares`);
  }

  private checkChange(kind: Kind, object: string, attributes: Readonly<Record<string, unknown>>): void {
    const places = this.declared.get(calledIn(kind.name, object));
    if (places === undefined) throw new Error(`${kind.verbs.change} ${object}, which no program declared`);
    const complaints = places.map((known) => complaintOf(known, kind, attributes));
    if (!complaints.includes(undefined)) throw new Error(`${kind.verbs.change} ${object}: ${complaints.join("; ")}`);
  }
}

/**
 * What programs ever declared of the objects of a place: attributes by their wire names, with all values. They have these in
 * common, since a rename makes one object out of another.
 */
type Ever = Map<string, Set<string>>;

function complaintOf(known: Ever, kind: Kind, attributes: Readonly<Record<string, unknown>>): string | undefined {
  const suspended = kind.verbs.suspend ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    const isReset = kind.verbs.create === "adopt" && known.has(name);
    if (isReset || (name in suspended && suspended[name] === value)) continue;
    const values = known.get(name);
    if (values === undefined) return `${name}, which no program declared`;
    if (kind.attributes[name]?.secret || name === "password" || form(value) === "null") continue;
    if (!values.has(anything) && !values.has(form(value))) return `${name} to a value nobody declared`;
  }
  return undefined;
}

/** The names of accounts that wait for a name of another one. */
const aside = /^oma-aside-/;

export interface Write {
  readonly kind: Kind;
  readonly object: string;
  readonly identity: Identity;
  /** Under the wire's names. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isDelete: boolean;
}

/** What a call writes; undefined for other calls. */
export function writeOf({ method, fields, attributes: whole }: LogEntry): Write | undefined {
  const kind = all.find(({ verbs }) => verbs.change === method || verbs.delete === method);
  if (kind === undefined) return undefined;
  const { change, delete: remove, subresource: part } = kind.verbs;
  const identity = Object.fromEntries(Object.keys(kind.identity).map((name) => [name, String(fields[name])]));
  const attributes = part === undefined ? (whole ?? {}) : attributesOfPart(kind, fields);
  const isDelete =
    method === remove && (method !== change || isDeepStrictEqual(part?.delete?.(identity, attributes), { ...fields }));
  return { kind, object: kind.displayName(identity), identity, attributes, isDelete };
}

/** The one object of a role goes by another name than several, and a ruleset is activated by its name. */
function attributesOfPart(kind: Kind, { object, active_rule: active, ...others }: JsonObject): JsonObject {
  const all = {
    ...others,
    ...(object === undefined ? {} : { objects: [object] }),
    ...(active === undefined ? {} : { active_rule: active === others.ruleset }),
  };
  const names = new Set(Object.keys(kind.attributes).map(wireName));
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

/**
 * @throws Error for a rename that was refused before anything is written, when something was; and for an exchange of names
 * where no two renames can be under way together.
 */
export function checkRefusals(entries: readonly LogEntry[], errors: string, parallel: number): void {
  const done = entries.filter(({ outcome }) => outcome === "ok");
  const stepped = done.find(({ fields }) => aside.test(String(fields.new_name)));
  if (parallel === 1 && stepped !== undefined)
    throw new Error(`${stepped.object} steps aside in a run of one at a time`);
  const refused = /(\S+): (?:cannot be renamed|the accounts .* exchange names).*; nothing was written/g;
  for (const [, address] of errors.matchAll(refused)) {
    const written = done.find(({ method, object }) => object === address && /^(change|rename)_user$/.test(method));
    if (written !== undefined) throw new Error(`${written.method} ${address}, though nothing was to be written`);
  }
}

/** What reads show in place of what is unset: the same value set by somebody cannot be told from it (open question 11). */
function inheritedOf(service: Pick<Simulator, "call">, declaration: Declaration): Readonly<Record<string, unknown>> {
  const { read, subresource: part } = kinds[declaration.kind].verbs;
  if (part !== undefined) return {};
  const { metadata } = service.call(read, identityIn(declaration));
  return (metadata?.inherit ?? {}) as Readonly<Record<string, unknown>>;
}

/** @throws Error unless the service holds what the program declares. */
export function checkHeld(service: Pick<Simulator, "call">, program: Program): void {
  for (const declaration of program) {
    const { kind, args, ignoreChanges } = declaration;
    const heeded = only(declaration, (name) => !ignoreChanges.includes(name));
    const object = kinds[kind].displayName(args as Identity);
    const held = heldOf(service, kinds[kind], identityIn(declaration));
    if (held === undefined) throw new Error(`${kind} ${object} is declared and not there`);
    const inherited = inheritedOf(service, declaration);
    for (const [name, value] of Object.entries(wireOf(heeded))) {
      if (name === "password" || form(held[name]) === form(value)) continue;
      if (name === "workgroup" && form(held[name]).toLowerCase() === form(value).toLowerCase()) continue;
      if (value === null && name in inherited && form(held[name]) === form(inherited[name])) continue;
      throw new Error(`${kind} ${object}: ${name} is ${JSON.stringify(held[name])}, declared ${JSON.stringify(value)}`);
    }
  }
}

/** @throws Error unless every declared password opens its account: the only way to see which one the service holds. */
export async function checkPasswords(service: Pick<Simulator, "url">, program: Program): Promise<void> {
  for (const { args } of program) {
    const { user, passwordFrom } = args;
    const password = args.password ?? environment[(passwordFrom as { env?: string } | undefined)?.env ?? ""];
    if (password === undefined) continue;
    const body = JSON.stringify({ credentials: { user, password } });
    const response = await fetch(`${service.url}/authenticate`, { method: "POST", body });
    const { success, error_number } = (await response.json()) as { success: boolean; error_number?: number };
    // The password is looked at first: 32 says that the admin's domain is disabled.
    if (!success && error_number !== 32)
      throw new Error(`User ${user}: the declared password does not open it (${error_number})`);
  }
}

/**
 * Nothing over the API logs in with an App Password, so what the service keeps of each is compared.
 *
 * @returns how many were told.
 * @throws Error unless every App Password in state is the one that the service made up.
 */
export function checkTold(service: Pick<Simulator, "snapshot">, held: readonly Held[]): number {
  const rows = service.snapshot().rows.filter(({ kind }) => kind === "user");
  const told = held.filter(({ kind }) => kind === "AppPassword");
  for (const { called, password } of told) {
    const [user, tag] = called.split("/");
    const row = rows.find(({ key }) => key === user);
    const kept = (JSON.parse(row?.data ?? "{}").appPasswords ?? []) as { tag: string; password: never }[];
    const opens = kept.some((one) => one.tag === tag && verifyPassword(one.password, password ?? ""));
    if (!opens) throw new Error(`AppPassword ${called}: the password in state does not open it`);
  }
  return told.length;
}

/** The identity of a declared object. */
export function identityIn({ kind, args }: Declaration): Identity {
  return Object.fromEntries(Object.keys(kinds[kind].identity).map((field) => [field, args[field] as string]));
}

export function objectOf({ kind, args }: Declaration): string {
  return calledIn(kind, kinds[kind].displayName(args as Identity));
}

/** One string per object: names that differ only in case are the same to the service of the model. */
export function calledIn(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

function only(declaration: Declaration, which: (name: string) => boolean): Declaration {
  return { ...declaration, args: Object.fromEntries(Object.entries(declaration.args).filter(([name]) => which(name))) };
}

/** The declared attributes under their wire names, secrets included. */
function wireOf({ kind, args }: Declaration): Record<string, unknown> {
  const { attributes } = kinds[kind];
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => {
      if (!Object.hasOwn(attributes, name)) return [];
      return attributes[name]?.value.shape === "map" ? Object.entries(value as object) : [[wireName(name), value]];
    }),
  );
}

/**
 * Equal for what means the same: no value, an empty text and an empty list; lists in another order. Of its own, so that a
 * mistake in the provider's comparison does not hide itself.
 */
function form(value: unknown): string {
  if (value === undefined || value === null || value === "") return "null";
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return "null";
  return JSON.stringify(value.map(filled).sort());
}

function filled(item: unknown): string {
  if (typeof item !== "object" || item === null) return JSON.stringify(item);
  return JSON.stringify(
    Object.entries(item)
      .filter(([, inner]) => inner !== null && inner !== "")
      .sort(),
  );
}
