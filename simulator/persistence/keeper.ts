import type { RowChange } from "../store/journal.js";
import type { Row } from "../store/rows.js";
import { SEEDED } from "../store/store.js";
import type { Database } from "./database.js";

/** More are written at once, so that what is waiting does not grow with what is loaded. */
const LARGEST_GROUP = 2000;

/**
 * Writes changes in groups: all that come up while one turn of the event loop answers requests go into one transaction,
 * and whoever is to be answered waits for it.
 */
export class Keeper {
  /** The last form of each row that is not written yet. */
  #pending = new Map<string, RowChange>();
  #written: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(private readonly database: Database) {}

  add(changes: readonly RowChange[]): void {
    for (const change of changes) this.#pending.set(`${change.kind}\n${change.owner}\n${change.key}`, change);
    if (this.#pending.size >= LARGEST_GROUP) this.flush();
    this.#written ??= this.#soon();
  }

  /** Waits for all changes so far; nothing when they are written. */
  kept(): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    return this.#written;
  }

  /** Writes at once. After a failure the file lags behind for good, so nothing is written and nobody answered any more. */
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

  /** Changes that nobody has been told of are lost, as when a process ends; what is left comes out. */
  reread(): Iterable<Row> {
    this.#pending.clear();
    return this.database.rows();
  }

  /** Whether a tenant is in it, and all of it. */
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
    // Whoever has to be answered hears of it; a change in process has nobody who waits.
    written.catch(() => undefined);
    return written;
  }
}
