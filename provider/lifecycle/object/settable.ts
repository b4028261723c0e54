import type { Kind } from "../../kinds/kind.js";
import { wireName } from "../../kinds/names.js";

/** The wire names that the admin may set; undefined when the service did not say. */
export type Settable = ReadonlySet<string> | undefined;

/**
 * Lists of settable attributes. They depend on the admin's role over a scope (a company, a domain), so each is learned once
 * per kind and scope in a process, by the first who asks; the others wait for that answer.
 */
export class SettableLists {
  private readonly lists = new Map<string, Promise<Settable>>();

  async learn(kind: Kind, scope: string, read: () => Promise<Settable>): Promise<Settable> {
    const key = `${kind.name} ${scope}`;
    const asked = this.lists.get(key);
    if (asked !== undefined) {
      // Whoever asked first may have failed on an object of its own: that says nothing about this one.
      return (await asked.catch(() => undefined)) ?? read();
    }
    const answer = read();
    this.lists.set(key, answer);
    const forget = () => this.lists.delete(key);
    answer.then((list) => list ?? forget(), forget);
    return answer;
  }
}

/**
 * Reads the list out of an answer: the plural spelling first, then the singular one of some pages. The list of a missing
 * object cannot speak of what creating does not take, so such attributes are not held against it.
 */
export function settableIn(kind: Kind, answer: Readonly<Record<string, unknown>>, exists: boolean): Settable {
  const list = answer.settable_attributes ?? answer.settable_attribute;
  if (!Array.isArray(list)) return undefined;
  const respelled = new Map(
    Object.entries(kind.attributes).flatMap(([name, attribute]) =>
      (attribute.alsoSpelled ?? []).map((spelling) => [spelling, wireName(name)] as const),
    ),
  );
  const late = exists ? [] : Object.keys(kind.attributes).filter((name) => kind.attributes[name]?.notOnCreate);
  return new Set([...list.map((name) => respelled.get(String(name)) ?? String(name)), ...late.map(wireName)]);
}
