import { folded } from "../../kinds/attribute.js";
import type { Identity, Kind } from "../../kinds/kind.js";

/** One string per object, as a key for maps: the same for every spelling of its name. */
export function keyOf(kind: Kind, identity: Identity): string {
  const names = Object.entries(kind.identity).map(([field, { pattern }]) => {
    const name = identity[field];
    return name === undefined ? undefined : folded(pattern, name);
  });
  return JSON.stringify([kind.name, ...names]);
}

/** Whether two identities name the same object, as far as names can tell: they may differ in case. */
export function isSameObject(kind: Kind, a: Identity, b: Identity): boolean {
  return Object.keys(kind.identity).every((field) => isSameName(kind, field, a[field], b[field]));
}

/** Whether two values of an identity field are the same name. */
export function isSameName(kind: Kind, field: string, a: string | undefined, b: string | undefined): boolean {
  const pattern = kind.identity[field]?.pattern;
  if (a === b || pattern === undefined || a === undefined || b === undefined) return a === b;
  return folded(pattern, a) === folded(pattern, b);
}

/** A value of an identity field as the service stores it: in lower case where OMA lowers such names (open question 60). */
export function stored(kind: Kind, field: string, name: string): string {
  const pattern = kind.identity[field]?.pattern;
  return pattern?.letterCase === "lowered" ? folded(pattern, name) : name;
}

/** The engine's id of an object: its identity fields, joined by slashes. */
export function idOf(kind: Kind, identity: Identity): string {
  return Object.keys(kind.identity)
    .map((field) => identity[field])
    .join("/");
}

/** The inverse of {@link idOf}. Only the last field may hold a slash. */
export function identityOf(kind: Kind, id: string): Identity {
  const fields = Object.keys(kind.identity);
  const parts = id.split("/");
  const last = parts.slice(fields.length - 1).join("/");
  return Object.fromEntries(
    fields.map((field, index) => [
      field,
      stored(kind, field, index === fields.length - 1 ? last : (parts[index] ?? "")),
    ]),
  );
}
