import type { Behaviours } from "../behaviours/switches.js";
import type { Keeper } from "../persistence/keeper.js";
import type { RowChange } from "../store/journal.js";
import { fillStore, type Row } from "../store/rows.js";
import { Clock } from "./clock.js";
import { Service } from "./service.js";

/** The counter that says how far the clock was moved, which is kept with everything else. */
const CLOCK = "clock_ahead_ms";

/** The service, and the file that keeps what it holds. Without a file it is in memory only. */
export class KeptService {
  readonly service: Service;
  readonly clock: Clock;
  #revision = 0;

  constructor(
    behaviours: Readonly<Behaviours>,
    now: () => number,
    private readonly keeper: Keeper | undefined,
    /** Called with every change, before its call is answered. */
    changed: (changes: RowChange[]) => void,
  ) {
    this.clock = new Clock(now, () => this.#writeClock());
    this.service = new Service(behaviours, this.clock.now, (changes) => {
      this.#revision++;
      keeper?.add(changes);
      changed(changes);
    });
  }

  /** Counts the changes of what it holds. */
  get revision(): number {
    return this.#revision;
  }

  /** Waits until every change so far is kept. Undefined when it is. Rejects when it cannot be kept. */
  kept(): Promise<void> | undefined {
    return this.keeper?.kept();
  }

  /** Runs a change in process. Its caller does not wait, so it is written before this returns. */
  written<T>(work: (service: Service) => T): T {
    const result = work(this.service);
    this.keeper?.flush();
    return result;
  }

  /** Fills the service for the first time. When that fails, the file is closed without what is not written yet. */
  filled<T>(work: () => T): T {
    try {
      return this.written(work);
    } catch (error) {
      this.keeper?.abandon();
      throw error;
    }
  }

  /** Reads the file, when it holds a whole tenant. Returns whether it does. */
  takeUp(): boolean {
    if (this.keeper?.seeded) {
      this.#fill(this.keeper.reread());
      return true;
    }
    // A file without the mark of a whole tenant holds the beginning of one, from a start that failed or was killed.
    this.keeper?.replace([]);
    return false;
  }

  /** Goes back to what the file holds, as a process that starts again. Without a file nothing changes. */
  reread(): void {
    if (this.keeper) this.#fill(this.keeper.reread());
  }

  /** Replaces everything that the service holds. */
  replace(rows: readonly Row[]): void {
    this.#fill(rows);
    this.keeper?.replace(rows);
  }

  close(): void {
    this.keeper?.close();
  }

  #fill(rows: Iterable<Row>): void {
    const { store } = this.service;
    fillStore(store, rows);
    this.#revision++;
    this.clock.set(store.counters.get(CLOCK) ?? 0);
  }

  #writeClock(): void {
    const { ahead } = this.clock;
    this.written((service) => service.change(() => service.store.counters.set(CLOCK, ahead)));
  }
}
