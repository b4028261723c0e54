import pRetry from "p-retry";
import { repeatable } from "./catalogue.js";
import { OmaApiError, OmaConnectionError, OmaOutcomeUnknownError } from "./errors/index.js";

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

/** Whether a call can be repeated without looking at the object first. */
export type Effect = "read" | "write";

/**
 * Repeats a call while that is safe: after 20, 22 and 25 (the service did nothing), after a connection that was never made,
 * and, for reads alone, after an answer that got lost.
 */
export function withRetry<T>(effect: Effect, policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  const started = performance.now();
  let outages = 0;
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: policy.firstPauseMs,
    maxTimeout: policy.longestPauseMs,
    randomize: true,
    shouldRetry: ({ error }) => {
      if (error instanceof OmaApiError && repeatable.has(error.number)) {
        return performance.now() - started < policy.busyBudgetMs;
      }
      const outage =
        error instanceof OmaConnectionError || (effect === "read" && error instanceof OmaOutcomeUnknownError);
      if (outage) outages += 1;
      return outage && outages < policy.outageAttempts;
    },
  });
}
