import type { Identity, Kind } from "../../kinds/kind.js";

/** One string per object, as a key for the maps of this process. */
export function keyOf(kind: Kind, identity: Identity): string {
  return JSON.stringify([kind.name, ...Object.keys(kind.identity).map((field) => identity[field])]);
}

/** Whether two identities of one kind are the same. */
export function isSameObject(a: Identity, b: Identity): boolean {
  return Object.keys(a).every((field) => a[field] === b[field]);
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
    fields.map((field, index) => {
      const text = index === fields.length - 1 ? last : (parts[index] ?? "");
      return [field, kind.identity[field]?.lowered ? text.toLowerCase() : text];
    }),
  );
}
