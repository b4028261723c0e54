import { kinds } from "../../kinds/index.js";
import type { Kind } from "../../kinds/kind.js";
import type { Moment } from "../../oma/index.js";
import { keyOf } from "../state/identity.js";
import type { Desired } from "../state/state.js";

/** A deleted object that the service can restore. */
export interface DeletedObject {
  /** The service restores by it. */
  readonly id: string;
  /** UNIX seconds; undefined where the service does not say. */
  readonly deletedAt: number | undefined;
}

/** By name in lower case, each the one deleted last first. */
export type DeletedByName = ReadonlyMap<string, readonly DeletedObject[]>;

type Named = Pick<Desired, "identity" | "attributes">;

/** A delete of this run. */
interface Deletion {
  readonly scope: string;
  readonly turn: number;
  /** By the service's clock; undefined where it tells none. */
  readonly began: Moment | undefined;
}

/**
 * What a run knows of deleted objects. The service is asked once per domain (for domains: per company) for what it can restore;
 * the first create asks, and the others wait for that response. What this run itself deletes and restores meanwhile counts as
 * well. Another admin's deletes after that search are not noticed: nothing notices them without a search per create.
 */
export class DeletedObjects {
  readonly #lists = new Map<string, { readonly turn: number; readonly rows: Promise<DeletedByName> }>();
  readonly #deletions = new Map<string, Deletion>();
  readonly #restored = new Set<string>();
  /** Grows with each event, so that a list and a delete can be put in order. */
  #turn = 0;

  /**
   * The deleted object of this name that can be restored; of several, the one deleted last.
   *
   * @param read searches the scope of the object.
   * @returns undefined when there is none. `"not listed"` when this run deleted the object and the service does not list that
   * yet: reads lag, and an older one of the name would be the wrong one.
   */
  async find(
    kind: Kind,
    desired: Named,
    read: () => Promise<DeletedByName>,
  ): Promise<DeletedObject | "not listed" | undefined> {
    const deletion = this.#deletions.get(keyOf(kind, desired.identity));
    const rows = await this.#list(scopeOf(kind, desired), deletion?.turn ?? 0, read);
    const name = kind.displayName(desired.identity).toLowerCase();
    const found = rows.get(name)?.find(({ id }) => !this.#restored.has(`${kind.name} ${id}`));
    if (deletion === undefined || (found !== undefined && isOf(deletion, found))) return found;
    // The next look asks again.
    this.#turn += 1;
    this.#deletions.set(keyOf(kind, desired.identity), { ...deletion, turn: this.#turn });
    return "not listed";
  }

  /** Whether this run deleted the object. */
  isDeletedHere(kind: Kind, { identity }: Named): boolean {
    return this.#deletions.has(keyOf(kind, identity));
  }

  /** @param began when the delete was sent. */
  recordDelete(kind: Kind, deleted: Named, began: Moment | undefined): void {
    if (kind.verbs.restore === undefined) return;
    this.#turn += 1;
    const key = keyOf(kind, deleted.identity);
    this.#deletions.set(key, { scope: scopeOf(kind, deleted), turn: this.#turn, began });
    this.#lists.delete(key);
  }

  recordRestore(kind: Kind, { identity }: Named, { id }: DeletedObject): void {
    this.#restored.add(`${kind.name} ${id}`);
    this.#deletions.delete(keyOf(kind, identity));
    this.#lists.delete(keyOf(kind, identity));
  }

  /** A new and empty object took the place of a deleted one. What was deleted inside the old one does not come back. */
  recordCreate(kind: Kind, { identity }: Named): void {
    const key = keyOf(kind, identity);
    this.#deletions.delete(key);
    for (const [inside, { scope }] of this.#deletions) if (scope === key) this.#deletions.delete(inside);
  }

  /** @param since a list that is older than this turn is asked for again. */
  #list(scope: string, since: number, read: () => Promise<DeletedByName>): Promise<DeletedByName> {
    const known = this.#lists.get(scope);
    if (known !== undefined && known.turn >= since) return known.rows;
    this.#turn += 1;
    const asked = { turn: this.#turn, rows: read() };
    this.#lists.set(scope, asked);
    const forget = () => {
      if (this.#lists.get(scope) === asked) this.#lists.delete(scope);
    };
    asked.rows.catch(forget);
    return asked.rows;
  }
}

/** What one search lists: the deleted objects of a parent, or of a company. */
function scopeOf(kind: Kind, { identity, attributes }: Named): string {
  const { parent, verbs } = kind;
  if (parent !== undefined) return keyOf(kinds[parent.kind], parent.of(identity));
  return JSON.stringify(verbs.restore?.criteria(identity, attributes));
}

function isOf({ began }: Deletion, { deletedAt }: DeletedObject): boolean {
  // The service tells whole seconds.
  return deletedAt === undefined || began === undefined || deletedAt >= Math.floor(began.earliest);
}
