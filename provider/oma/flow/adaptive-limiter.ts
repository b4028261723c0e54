import type { Clock } from "../../time.js";
import type { Pauses } from "./domain-queues.js";

/** How a call went, as far as the service's load shows in it. */
export type Load =
  /** Answered, whatever the answer. */
  | "fine"
  /** 22, 25: one object or one domain is busy. */
  | "contended"
  /** 20, HTTP 429 and 503: the service as a whole has enough. */
  | "overloaded"
  /** No answer: says nothing about how much the service can take. */
  | "silent";

/** Proof of a turn, to be given back with {@link Pace.leave}. */
export interface Turn {
  readonly round: number;
  readonly since: number;
}

/** One refusal takes this much away; the calls that were under way with it take no more. */
const shrink = 0.75;
/** Near the number that was refused last, growth is ten times slower: it would only be refused again. */
const nearGrowth = 0.1;
/** A fresh mean above twice the long one is a queue that builds up inside the service, unless it is within the noise. */
const risen = 2;
const noiseMs = 100;
const freshWeight = 0.2;
const longWeight = 0.01;
/** As many calls as it takes for the means to mean something. */
const calmCalls = 20;

/**
 * How many calls run at once: grows by one per round that went well, shrinks to three quarters when the service refuses for
 * load or slows down (additive increase, multiplicative decrease). Domains take turns, so that one with a thousand
 * mailboxes does not keep one with three waiting. A service that refuses even single calls gets them with growing gaps.
 */
export class Pace {
  #limit: number;
  #running = 0;
  #round = 0;
  #refusedAt = Number.POSITIVE_INFINITY;
  #gapMs = 0;
  #opensAt = 0;
  #waking = false;
  #fresh = 0;
  #long = 0;
  #measured = 0;
  /** Waiting calls by domain. The first key is served next and then goes to the end. */
  readonly #waiting = new Map<string, ((turn: Turn) => void)[]>();

  constructor(
    private readonly ceiling: number,
    private readonly pauses: Pauses,
    private readonly time: Clock,
  ) {
    this.#limit = ceiling;
  }

  /** How many calls may run at once just now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** A turn for a call about this domain: at once where there is room. */
  enter(domain: string): Turn | Promise<Turn> {
    if (this.#hasRoom(this.time.now())) return this.#start();
    const turn = new Promise<Turn>((resolve) => {
      const queue = this.#waiting.get(domain);
      if (queue === undefined) this.#waiting.set(domain, [resolve]);
      else queue.push(resolve);
    });
    this.#admit();
    return turn;
  }

  /** @param holdMs how long the service asks everybody to wait (Retry-After). */
  leave(turn: Turn, load: Load, holdMs = 0): void {
    this.#running -= 1;
    const now = this.time.now();
    if (load === "overloaded" && this.#limit <= 1) this.#widenGap(now);
    if (load === "fine") this.#gapMs = 0;
    if (holdMs > 0) this.#opensAt = Math.max(this.#opensAt, now + holdMs);
    if (load === "contended" || load === "overloaded") this.#shrink(turn);
    else if (load === "fine") this.#grow(turn, now - turn.since);
    this.#admit();
  }

  #grow(turn: Turn, latencyMs: number): void {
    const weight = this.#measured === 0 ? 1 : freshWeight;
    this.#fresh += weight * (latencyMs - this.#fresh);
    this.#long += (this.#measured < calmCalls ? weight : longWeight) * (latencyMs - this.#long);
    this.#measured += 1;
    if (this.#measured > calmCalls && this.#fresh > risen * this.#long + noiseMs) {
      this.#shrink(turn);
      return;
    }
    const isNear = Math.abs(this.#refusedAt - this.#limit) <= 1;
    this.#limit = Math.min(this.ceiling, this.#limit + (isNear ? nearGrowth : 1) / this.#limit);
  }

  #shrink(turn: Turn): void {
    if (turn.round !== this.#round) return;
    this.#round += 1;
    this.#refusedAt = this.#limit;
    this.#limit = Math.max(1, this.#limit * shrink);
  }

  #widenGap(now: number): void {
    const { firstPauseMs, longestPauseMs } = this.pauses;
    this.#gapMs = Math.min(longestPauseMs, Math.max(firstPauseMs, this.#gapMs * 2));
    this.#opensAt = Math.max(this.#opensAt, now + this.#gapMs);
  }

  #hasRoom(now: number): boolean {
    return this.#running < this.limit && this.#opensAt <= now;
  }

  #start(): Turn {
    this.#running += 1;
    return { round: this.#round, since: this.time.now() };
  }

  #admit(): void {
    // Asked of the clock once: it may open between two answers, and who waits would be let in by neither.
    const now = this.time.now();
    while (this.#waiting.size > 0 && this.#hasRoom(now)) {
      const [domain, queue] = this.#waiting.entries().next().value as [string, ((turn: Turn) => void)[]];
      const next = queue.shift() as (turn: Turn) => void;
      this.#waiting.delete(domain);
      if (queue.length > 0) this.#waiting.set(domain, queue);
      next(this.#start());
    }
    const closedFor = this.#opensAt - now;
    if (this.#waiting.size > 0 && closedFor > 0 && !this.#waking) {
      this.#waking = true;
      void this.time.sleep(closedFor).then(() => {
        this.#waking = false;
        this.#admit();
      });
    }
  }
}
