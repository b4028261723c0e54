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
    /** Told of every change, before anybody is answered. */
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

  /** Waits until every change so far is kept; nothing when it is already. Rejects when it cannot be kept. */
  kept(): Promise<void> | undefined {
    return this.keeper?.kept();
  }

  /** Nobody waits for a change in process, so it is written before it returns. */
  written<T>(work: (service: Service) => T): T {
    const result = work(this.service);
    this.keeper?.flush();
    return result;
  }

  /** Lets the service be filled for the first time. A file that could not be filled is closed as it was. */
  filled<T>(work: () => T): T {
    try {
      return this.written(work);
    } catch (error) {
      this.keeper?.abandon();
      throw error;
    }
  }

  /** Takes up what the file holds, when that is a whole tenant; returns whether it is. */
  takeUp(): boolean {
    if (this.keeper?.seeded) {
      this.#fill(this.keeper.reread());
      return true;
    }
    // What is in a file that is not seeded to its end is the beginning of a tenant that could not be, or was cut short.
    this.keeper?.replace([]);
    return false;
  }

  /** Goes back to what the file holds, as a process that starts again; without a file everything stays. */
  reread(): void {
    if (this.keeper) this.#fill(this.keeper.reread());
  }

  /** Puts these rows in place of all. */
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
