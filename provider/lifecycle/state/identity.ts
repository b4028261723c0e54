import type { Identity, Kind } from "../../kinds/kind.js";

/** One text per object, for maps that this process keeps. */
export function keyOf(kind: Kind, identity: Identity): string {
  return JSON.stringify([kind.name, ...Object.keys(kind.identity).map((field) => identity[field])]);
}

/** Whether two identities of one kind are the same. */
export function isSameObject(a: Identity, b: Identity): boolean {
  return Object.keys(a).every((field) => a[field] === b[field]);
}
