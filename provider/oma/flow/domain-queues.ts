import type { Clock } from "../../time.js";
import { BackoffGate, type PauseRange } from "./backoff-gate.js";

interface DomainQueue {
  isBusy: boolean;
  readonly waiting: (() => void)[];
  /** Closes after a write that met a lock. */
  readonly gate: BackoffGate;
}

/**
 * A queue of writes for each domain. The writes that touch one domain go one at a time, in the order of their arrival,
 * because OMA locks what it provisions and refuses the others (25, 22).
 *
 * Another process or the console can hold that lock all the same. A write that meets it closes the queue of its domain for
 * a pause that doubles each time.
 */
export class DomainQueues {
  readonly #queues = new Map<string, DomainQueue>();

  constructor(
    private readonly pauses: PauseRange,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when the write may go at once; else a promise that resolves when it may. */
  acquire(domain: string): Promise<void> | undefined {
    const queue = this.#queueOf(domain);
    if (queue.waiting.length === 0 && !queue.isBusy && queue.gate.tryPass()) {
      queue.isBusy = true;
      return undefined;
    }
    // The end of the write that runs, or the gate, lets it through.
    return new Promise((resolve) => queue.waiting.push(resolve));
  }

  /** Ends a write that was let through, and lets the next one through. */
  release(domain: string, metLock: boolean): void {
    const queue = this.#queueOf(domain);
    queue.isBusy = false;
    if (metLock) queue.gate.backOff();
    else {
      queue.gate.reset();
      if (queue.waiting.length === 0) this.#queues.delete(domain);
    }
    this.#admit(queue);
  }

  #queueOf(domain: string): DomainQueue {
    const known = this.#queues.get(domain);
    if (known !== undefined) return known;
    const gate = new BackoffGate(this.pauses, this.clock, () => this.#admit(queue));
    const queue: DomainQueue = { isBusy: false, waiting: [], gate };
    this.#queues.set(domain, queue);
    return queue;
  }

  #admit(queue: DomainQueue): void {
    if (queue.isBusy || queue.waiting.length === 0 || !queue.gate.tryPass()) return;
    queue.isBusy = true;
    queue.waiting.shift()?.();
  }
}
