import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { NotOnCreateError, NotSettableError } from "../errors/index.js";
import { attributesOnWire, programNameOf } from "../state/codec.js";
import type { Named } from "../state/state.js";

/** The wire names that the admin may set; undefined when the service did not say. */
export type Settable = ReadonlySet<string> | undefined;

/**
 * Lists of settable attributes. They depend on the admin's role over a scope (a company, a domain), so a process reads each
 * once per kind and scope. The first caller reads it; the others wait for that response.
 */
export class SettableLists {
  private readonly lists = new Map<string, Promise<Settable>>();

  async learn(kind: Kind, scope: string, read: () => Promise<Settable>): Promise<Settable> {
    const key = `${kind.name} ${scope}`;
    const asked = this.lists.get(key);
    if (asked !== undefined) {
      // The first caller may have failed on its own object, which says nothing about this one.
      return (await asked.catch(() => undefined)) ?? read();
    }
    const reading = read();
    this.lists.set(key, reading);
    const forget = () => this.lists.delete(key);
    reading.then((list) => list ?? forget(), forget);
    return reading;
  }
}

/**
 * Takes the list from a response: the plural spelling first, then the singular one that some pages have. The list of a missing
 * object lacks what a creating call does not accept, so those attributes are added.
 */
export function settableIn(kind: Kind, response: Values, exists: boolean): Settable {
  const list = response.settable_attributes ?? response.settable_attribute;
  if (!Array.isArray(list)) return undefined;
  const attributes = attributesOnWire(kind);
  const respelled = new Map(
    attributes.flatMap(([wire, { alsoSpelled = [] }]) => alsoSpelled.map((spelling) => [spelling, wire] as const)),
  );
  const late = exists ? [] : attributes.filter(([, { notOnCreate }]) => notOnCreate).map(([wire]) => wire);
  return new Set([...list.map((name) => respelled.get(String(name)) ?? String(name)), ...late]);
}

/** @throws NotSettableError naming every attribute that the admin may not set, before anything is written. */
export function refuseNotSettable(kind: Kind, { identity, sources }: Named, wire: Values, settable: Settable): void {
  if (settable === undefined) return;
  const refused = Object.keys(wire).filter((name) => !settable.has(name));
  if (refused.length === 0) return;
  throw new NotSettableError(
    kind.displayName(identity),
    refused.map((name) => programNameOf(kind, name, sources)),
  );
}

/** @throws NotOnCreateError for attributes that a creating call does not accept. */
export function refuseTooEarly(kind: Kind, { identity }: Named, late: readonly string[]): void {
  if (late.length === 0) return;
  throw new NotOnCreateError(
    kind.displayName(identity),
    late.map((wire) => programNameOf(kind, wire)),
  );
}
