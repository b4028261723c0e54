import type { RowChange } from "../store/journal.js";
import type { Row } from "../store/rows.js";
import { SEEDED } from "../store/store.js";
import type { Database } from "./database.js";

/** This many changes are written at once, so that a large tenant does not wait in memory. */
const LARGEST_GROUP = 2000;

/**
 * Writes changes in groups: one transaction holds all changes of one turn of the event loop. Their calls are answered
 * after it.
 */
export class Keeper {
  /** The newest form of each row that is not written yet. */
  #pending = new Map<string, RowChange>();
  #written: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(private readonly database: Database) {}

  add(changes: readonly RowChange[]): void {
    for (const change of changes) this.#pending.set(`${change.kind}\n${change.owner}\n${change.key}`, change);
    if (this.#pending.size >= LARGEST_GROUP) this.flush();
    this.#written ??= this.#soon();
  }

  /** Waits until all changes so far are written. Undefined when they are. */
  kept(): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#written;
  }

  /** Writes at once. After a failure the file is out of date for good: nothing is written and no call is answered. */
  flush(): void {
    if (this.#failure) throw this.#failure;
    if (this.#pending.size === 0) return;
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    try {
      this.database.write(changes);
    } catch (error) {
      this.#failure = new Error(`The data cannot be written: ${(error as Error).message}`, { cause: error });
      throw this.#failure;
    }
  }

  /** Drops the changes that no answer has confirmed, as a killed process does. Returns what the file holds. */
  reread(): Iterable<Row> {
    this.#pending.clear();
    return this.database.rows();
  }

  /** Whether the file holds a whole tenant. */
  get seeded(): boolean {
    return this.database.has("counter", SEEDED);
  }

  replace(rows: readonly Row[]): void {
    this.#pending.clear();
    this.database.replace(rows);
  }

  close(): void {
    if (!this.#failure) this.flush();
    this.abandon();
  }

  /** Closes the file without what is not written yet. */
  abandon(): void {
    this.#pending.clear();
    this.database.close();
  }

  #soon(): Promise<void> {
    const written = new Promise<void>((settle, fail) => {
      setImmediate(() => {
        this.#written = undefined;
        try {
          this.flush();
          settle();
        } catch (error) {
          fail(error as Error);
        }
      });
    });
    // A call that waits sees the failure. After a change in process nobody waits.
    written.catch(() => undefined);
    return written;
  }
}
