import pRetry from "p-retry";
import type { Clock } from "../../time.js";
import { repeatable } from "../catalogue.js";
import { OmaApiError, OmaConnectionError, OmaError, OmaHttpError, OmaOutcomeUnknownError } from "../errors/index.js";
import { describeStatus } from "../http/statuses.js";
import type { Effect } from "../methods/index.js";
import type { RetryBudget } from "./retry-budget.js";

export type { Effect } from "../methods/index.js";

/** Pauses between attempts and the limits of repeating, in milliseconds. */
export interface RetryPolicy {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** For 20, 22 and 25: the seed speaks of "a few minutes". */
  readonly busyBudgetMs: number;
  /** For connections that cannot be made, and for reads whose answer got lost. */
  readonly outageAttempts: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  busyBudgetMs: 5 * 60_000,
  outageAttempts: 4,
};

/** Why a call may be sent again. */
type Reason =
  /** The service said that it did nothing, and to come again. */
  | "busy"
  /** The service was not reached, or its answer to a read got lost. */
  | "outage";

/** What a repeated call has to know of itself. */
export interface Repeated {
  readonly method: string;
  readonly effect: Effect;
  /** On the clock of {@link Repeating.time}. */
  readonly deadline: number;
}

export interface Repeating {
  readonly policy: RetryPolicy;
  /** Shared by all calls. */
  readonly budget: RetryBudget;
  readonly time: Clock;
}

/**
 * Repeats a call while that is safe: after 20, 22, 25 and HTTP 429 (the service did nothing), after a connection that was
 * never made, and, for reads alone, after an answer that got lost. Pauses are drawn from the whole range up to a limit that
 * doubles ("full jitter"), so that callers that failed together do not come back together.
 */
export function withRetry<T>(
  call: Repeated,
  { policy, budget, time }: Repeating,
  attempt: (nth: number) => Promise<T>,
  onRetry: (nth: number, error: OmaError, pauseMs: number) => void = () => {},
): Promise<T> {
  const started = time.now();
  let outages = 0;
  const run = async (nth: number) => {
    const value = await attempt(nth);
    budget.succeeded(nth > 1);
    return value;
  };

  async function pauseBefore(error: Error, nth: number): Promise<boolean> {
    const reason = reasonToRepeat(error, call);
    if (reason === undefined) return false;
    const pauseMs = Math.max(jittered(nth), retryAfterOf(error));
    const resumesAt = time.now() + pauseMs;
    if (resumesAt >= call.deadline) return false;
    if (reason === "busy" && resumesAt - started >= policy.busyBudgetMs) return false;
    if (reason === "outage") {
      outages += 1;
      if (outages >= policy.outageAttempts || !budget.take()) return false;
    }
    onRetry(nth, error as OmaError, pauseMs);
    await time.sleep(pauseMs);
    return true;
  }

  function jittered(nth: number): number {
    return time.random() * Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (nth - 1));
  }

  return pRetry(run, {
    retries: Number.POSITIVE_INFINITY,
    // The pause is taken below, by a clock that can be passed in.
    minTimeout: 0,
    shouldRetry: ({ error, attemptNumber }) => pauseBefore(error, attemptNumber),
  });
}

function reasonToRepeat(error: Error, { method, effect }: Repeated): Reason | undefined {
  // An error of the authentication before the call, which has been repeated already.
  if (!(error instanceof OmaError) || error.method !== method) return undefined;
  if (error instanceof OmaApiError) return repeatable.has(error.number) ? "busy" : undefined;
  if (error instanceof OmaHttpError) {
    return describeStatus(error.status).repeatable === "always" ? "busy" : undefined;
  }
  if (error instanceof OmaConnectionError) return "outage";
  return error instanceof OmaOutcomeUnknownError && effect === "read" ? "outage" : undefined;
}

/** How long the service asks to wait, in milliseconds. */
export function retryAfterOf(error: unknown): number {
  return (
    (error instanceof OmaHttpError || error instanceof OmaOutcomeUnknownError ? error.retryAfterMs : undefined) ?? 0
  );
}
