import type { Call } from "../auth/call.js";
import type { Change, User } from "../store/objects.js";
import type { Json, JsonObject } from "../wire/json.js";

/** Changes kept per object, and values per attribute. Not documented: a bound for long runs. */
const KEPT = 100;
/** A longer value is summarised by its size (GUIDE: a short summary, or the byte count of a long value). */
const SHORT = 60;
const HIDDEN: ReadonlySet<string> = new Set(["password", "dkim_key"]);

type Author = Pick<Call, "caller" | "client" | "at">;

export function recordChange(object: { changes?: Change[] }, { caller, client, at }: Author, msg: string): void {
  const entry = { time: Math.floor(at / 1000), user: caller.name, application: client === "" ? "OMA" : client, msg };
  object.changes = [...(object.changes ?? []), entry].slice(-KEPT);
}

/** One entry per attribute whose value changed. */
export function recordAttributes(
  object: { changes?: Change[] },
  author: Author,
  before: JsonObject,
  after: JsonObject,
): void {
  for (const name of Object.keys(after)) {
    if (!same(before[name], after[name])) recordChange(object, author, summary(name, before[name], after[name]));
  }
}

/** Earlier values of the attributes of a user: the time is the last at which the value held (GUIDE). */
export function recordHistory(user: User, { at }: Author, before: JsonObject, after: JsonObject): void {
  for (const [name, value] of Object.entries(after)) {
    const old = before[name];
    if (HIDDEN.has(name) || old === undefined || same(old, value)) continue;
    user.history ??= {};
    user.history[name] = [...(user.history[name] ?? []), [Math.floor(at / 1000), old] satisfies [number, Json]].slice(
      -KEPT,
    );
  }
}

function summary(name: string, before: Json | undefined, after: Json | undefined): string {
  if (HIDDEN.has(name)) return `${name}: changed`;
  const [from, to] = [shown(before), shown(after)];
  if (from.length + to.length > SHORT) return `${name}: ${Buffer.byteLength(to)} bytes`;
  return `${name}: ${from} -> ${to}`;
}

function shown(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
