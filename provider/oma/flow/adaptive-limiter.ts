import type { Clock } from "../../time.js";
import { BackoffGate, type PauseRange } from "./backoff-gate.js";
import type { Outcome } from "./outcome.js";

/** Lets one call run. The caller gives it back with {@link AdaptiveLimiter.release}. */
export interface Permit {
  readonly round: number;
  /** On the limiter's clock. */
  readonly acquiredAt: number;
}

/** One refusal multiplies the limit by this. The other refusals of its round change nothing. */
const decrease = 0.75;
/** Near the limit that met the last refusal, growth is ten times slower: the service would refuse most of it again. */
const nearGrowth = 0.1;
/**
 * A recent mean latency above twice the long-term one and this much means that calls queue up inside the service; below it,
 * the difference is noise.
 */
const slowdown = 2;
const noiseMs = 100;
const recentWeight = 0.2;
const longTermWeight = 0.01;
/** The limiter needs this many latencies before their means say anything. */
const fewestLatencies = 20;

/**
 * Finds how many calls the service takes at once (additive increase, multiplicative decrease). The limit begins at its
 * ceiling. It grows by one for each round of calls that the service serves, and falls to three quarters when the service
 * refuses a call for load or slows down. When the service refuses even single calls, a gate lets them through with growing
 * pauses.
 *
 * The domains of waiting calls take turns, so that a domain with a thousand calls does not delay a domain with three. The
 * calls of one domain keep their order.
 */
export class AdaptiveLimiter {
  #limit: number;
  #running = 0;
  #round = 0;
  #refusedAt = Number.POSITIVE_INFINITY;
  #recentMs = 0;
  #longTermMs = 0;
  #latencies = 0;
  readonly #gate: BackoffGate;
  /** Waiting calls by domain. The domain of the first key is next, and then goes to the end. */
  readonly #waiting = new Map<string, ((permit: Permit) => void)[]>();

  /** @param ceiling the highest limit, from 1. */
  constructor(
    private readonly ceiling: number,
    pauses: PauseRange,
    private readonly clock: Clock,
  ) {
    this.#limit = ceiling;
    this.#gate = new BackoffGate(pauses, clock, () => this.#admit());
  }

  /** How many calls may run at once now, from 1 to the ceiling. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** @returns a permit at once when there is room; else a promise of one. */
  acquire(domain: string): Permit | Promise<Permit> {
    if (this.#waiting.size === 0 && this.#hasRoom()) return this.#issue();
    // The end of a call that runs, or the gate, issues it.
    return new Promise((resolve) => {
      const queue = this.#waiting.get(domain);
      if (queue === undefined) this.#waiting.set(domain, [resolve]);
      else queue.push(resolve);
    });
  }

  /** @param retryAfterMs how long the service asks all callers to wait, in milliseconds. */
  release(permit: Permit, outcome: Outcome, retryAfterMs = 0): void {
    this.#running -= 1;
    if (outcome === "overloaded" && this.#limit <= 1) this.#gate.backOff();
    if (outcome === "served") this.#gate.reset();
    if (retryAfterMs > 0) this.#gate.closeFor(retryAfterMs);
    if (outcome === "contended" || outcome === "overloaded") this.#decrease(permit);
    else if (outcome === "served") this.#served(permit);
    this.#admit();
  }

  #served(permit: Permit): void {
    this.#measure(this.clock.now() - permit.acquiredAt);
    if (this.#latencies > fewestLatencies && this.#recentMs > slowdown * this.#longTermMs + noiseMs) {
      this.#decrease(permit);
      return;
    }
    const isNear = Math.abs(this.#refusedAt - this.#limit) <= 1;
    this.#limit = Math.min(this.ceiling, this.#limit + (isNear ? nearGrowth : 1) / this.#limit);
  }

  #measure(latencyMs: number): void {
    const weight = this.#latencies === 0 ? 1 : recentWeight;
    this.#recentMs += weight * (latencyMs - this.#recentMs);
    this.#longTermMs += (this.#latencies < fewestLatencies ? weight : longTermWeight) * (latencyMs - this.#longTermMs);
    this.#latencies += 1;
  }

  #decrease({ round }: Permit): void {
    if (round !== this.#round) return;
    this.#round += 1;
    this.#refusedAt = this.#limit;
    this.#limit = Math.max(1, this.#limit * decrease);
  }

  #hasRoom(): boolean {
    return this.#running < this.limit && this.#gate.tryPass();
  }

  #issue(): Permit {
    this.#running += 1;
    return { round: this.#round, acquiredAt: this.clock.now() };
  }

  #admit(): void {
    while (this.#waiting.size > 0 && this.#hasRoom()) this.#takeNext()?.(this.#issue());
  }

  #takeNext(): ((permit: Permit) => void) | undefined {
    const next = this.#waiting.entries().next().value;
    if (next === undefined) return undefined;
    const [domain, queue] = next;
    const resolve = queue.shift();
    this.#waiting.delete(domain);
    if (queue.length > 0) this.#waiting.set(domain, queue);
    return resolve;
  }
}
