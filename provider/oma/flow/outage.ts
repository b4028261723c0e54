import type { Clock } from "../../time.js";
import {
  isLastingFailure,
  OmaConnectionError,
  OmaDeadlineError,
  OmaError,
  type OmaErrorDetails,
} from "../errors/index.js";
import { BackoffGate, type PauseRange } from "./backoff-gate.js";
import { isOutage, retryAfterMs } from "./outcome.js";
import type { Verdict } from "./verdict.js";

/** How long a client rides out an outage. Times are in milliseconds. */
export interface OutagePolicy extends PauseRange {
  /** A service that did not answer for this long is dead. */
  readonly outageMs: number;
}

/** An outage sees at least this many attempts in turn before the service counts as dead, unless each takes long. */
const fewestAttempts = 5;

/** The pauses during an outage: short enough for several attempts in its time. */
export function pausesInOutage({ firstPauseMs, longestPauseMs, outageMs }: OutagePolicy): PauseRange {
  const longest = Math.min(longestPauseMs, outageMs / fewestAttempts);
  return { firstPauseMs: Math.min(firstPauseMs, longest), longestPauseMs: longest };
}

/**
 * What all calls of a client know of an outage: the service cannot be reached, or no response comes back. As long as it lasts,
 * one attempt goes out at a time, with growing pauses, whatever the number of callers; the first response lets all others
 * through. When none comes for long enough, the service counts as dead, and the run ends.
 */
export class Outage {
  readonly #gate: BackoffGate;
  /** Each is called with whether its attempt is the one that tries the service for all. */
  readonly #waiting: ((isProbe: boolean) => void)[] = [];
  /** When the first attempt that failed had begun. Undefined while there is no outage. */
  #beganAt: number | undefined;
  /** The call of that attempt. */
  #firstCall: OmaErrorDetails | undefined;
  #isOverdue = false;
  #isProbing = false;
  #seen = 0;

  constructor(
    private readonly policy: OutagePolicy,
    private readonly clock: Clock,
    private readonly verdict: Verdict,
  ) {
    this.#gate = new BackoffGate(pausesInOutage(policy), clock, () => this.#admit());
  }

  /** Whether a call that failed need not be made again: the service did not answer for too long, or the run has ended. */
  get isHopeless(): boolean {
    return this.verdict.isGiven || (this.#beganAt !== undefined && this.#isOverdue);
  }

  /** @returns tells later whether there was no outage from now until then. */
  watch(): () => boolean {
    const seen = this.#beganAt === undefined ? this.#seen : undefined;
    return () => seen === this.#seen;
  }

  /**
   * Makes an attempt of a call, now or when it is its turn.
   *
   * @param deadline the attempt begins before this time on the clock.
   * @throws what the attempt throws; the verdict once there is one; OmaDeadlineError when its turn came too late.
   */
  async during<T>(call: OmaErrorDetails, deadline: number, attempt: () => Promise<T>): Promise<T> {
    const isProbe = this.#beganAt !== undefined && (await this.#turn());
    const beganAt = this.clock.now();
    try {
      this.verdict.check();
      if (beganAt >= deadline) throw new OmaDeadlineError("no connection", call);
      const value = await attempt();
      this.#beganAt = undefined;
      return value;
    } catch (error) {
      if (this.clock.now() < deadline) this.#learn(call, beganAt, isProbe, error);
      throw error;
    } finally {
      if (isProbe) this.#isProbing = false;
      this.#admit();
    }
  }

  #turn(): true | Promise<boolean> {
    if (!this.#isProbing && this.#waiting.length === 0 && this.#gate.tryPass()) {
      this.#isProbing = true;
      return true;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #learn(call: OmaErrorDetails, beganAt: number, isProbe: boolean, error: unknown): void {
    if (!(error instanceof OmaError) || this.verdict.isGiven) return;
    // A service that says when to come again is alive.
    if (!isOutage(error) || retryAfterMs(error) > 0) {
      this.#beganAt = undefined;
      return;
    }
    if (this.#beganAt === undefined) this.#begin(call, beganAt);
    // The calls that were under way when it began fail together: one pause for all of them.
    else if (isProbe) this.#gate.backOff();
    if (isProbe && this.clock.now() - (this.#beganAt ?? 0) >= this.policy.outageMs) this.#isOverdue = true;
    // A gateway that gives up on one object alone says nothing about the service.
    const isGeneral = error instanceof OmaConnectionError || call !== this.#firstCall;
    if ((isProbe && this.#isOverdue && isGeneral) || isLasting(error)) this.verdict.give(error, call);
  }

  #begin(call: OmaErrorDetails, beganAt: number): void {
    this.#beganAt = beganAt;
    this.#firstCall = call;
    this.#isOverdue = false;
    this.#seen += 1;
    this.#gate.reset();
    this.#gate.backOff();
  }

  /** Lets all through when the outage is over or the run has ended; else the next one, when it may go. */
  #admit(): void {
    if (this.#waiting.length === 0) return;
    if (this.#beganAt === undefined || this.verdict.isGiven) {
      for (const resolve of this.#waiting.splice(0)) resolve(false);
    } else if (!this.#isProbing && this.#gate.tryPass()) {
      this.#isProbing = true;
      this.#waiting.shift()?.(true);
    }
  }
}

function isLasting(error: OmaError): boolean {
  return error instanceof OmaConnectionError && isLastingFailure(error.reason);
}
