import type { RowChange } from "../store/journal.js";
import { applyRows, fillStore, rowsOf } from "../store/rows.js";
import { Store } from "../store/store.js";

interface Held {
  object: string;
  changes: RowChange[];
  /** 0 for a change that is not hidden: it waits for the changes before it, because it may depend on them. */
  readsLeft: number;
}

/**
 * A replica for reads, which lags behind. It is copied from the store when the first write is held back, which takes
 * time in a large store, and dropped when no write is held back any more.
 */
export class StaleReads {
  #replica: Store | undefined;
  #held: Held[] = [];
  /** The write that is running and will be held back. */
  #next: { object: string; reads: number } | undefined;

  /** Runs a write. The next `reads` of its object do not see what it changed. */
  hold<T>(store: Store, object: string, reads: number, write: () => T): T {
    if (!this.#replica) {
      this.#replica = new Store();
      fillStore(this.#replica, rowsOf(store));
    }
    this.#next = { object: object.toLowerCase(), reads };
    try {
      return write();
    } finally {
      this.#next = undefined;
      if (this.#held.length === 0) this.#replica = undefined;
    }
  }

  /** Must get every change, so that the replica gets them all in their order. */
  changed(changes: RowChange[]): void {
    if (!this.#replica) return;
    const { object, reads } = this.#next ?? { object: "", reads: 0 };
    this.#held.push({ object, changes, readsLeft: reads });
  }

  /** The earlier state, when a read of this object must still see it. */
  view(object: string, search: boolean): Store | undefined {
    const replica = this.#replica;
    const seen = this.#held.filter((held) => held.readsLeft > 0 && concerns(held.object, object.toLowerCase(), search));
    if (!replica || seen.length === 0) return undefined;
    for (const held of seen) held.readsLeft--;
    return replica;
  }

  /** After a read: applies the changes that were held back often enough, up to the first that was not. */
  release(): void {
    const first = this.#held.findIndex((held) => held.readsLeft > 0);
    const through = this.#held.splice(0, first < 0 ? this.#held.length : first);
    if (this.#held.length === 0) this.#replica = undefined;
    else if (this.#replica) for (const { changes } of through) applyRows(this.#replica, changes);
  }

  clear(): void {
    this.#replica = undefined;
    this.#held = [];
  }
}

/** The object of a search is the domain that it lists. */
function concerns(written: string, read: string, search: boolean): boolean {
  if (written === read) return true;
  return search && (read === "" || written.endsWith(`@${read}`) || written.startsWith(`${read}/`));
}
