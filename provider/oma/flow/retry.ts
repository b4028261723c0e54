import type { Clock } from "../../time.js";
import { expired, retryable } from "../catalogue.js";
import { OmaApiError, OmaConnectionError, OmaError, OmaHttpError, OmaNoAnswerError } from "../errors/index.js";
import { describeStatus } from "../http/statuses.js";
import { type Outage, type OutagePolicy, pausesInOutage } from "./outage.js";
import { isOutage, retryAfterMs } from "./outcome.js";
import type { RetryBudget } from "./retry-budget.js";

/** The pauses between the attempts of one operation, and how long the client goes on. Times are in milliseconds. */
export interface RetryPolicy extends OutagePolicy {
  /** The client retries for this long after 20, 22, 25 and HTTP 429. The service asks for "a few minutes" (SEED-ERR). */
  readonly busyBudgetMs: number;
  /** The most attempts, from 1, when a response to a read is unusable, or when the service calls each new token expired. */
  readonly faultAttempts: number;
}

/** What a client retries by when its caller gives no policy. */
export const defaultRetryPolicy: RetryPolicy = {
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  busyBudgetMs: 5 * 60_000,
  // An attempt that begins at the end of it ends 10 s later, unless the limit for connecting is set higher.
  outageMs: 20_000,
  faultAttempts: 4,
};

/** Why a call may be sent again. */
type Reason =
  /** The service said that it did nothing, and to come again. */
  | "busy"
  /** The client did not reach the service, or no response to a read came back. */
  | "outage"
  /** The response to a read is unusable, or the service called a new token expired. */
  | "fault";

/** What a retry depends on. */
export interface RetriedCall {
  readonly method: string;
  /** The last attempt begins before this time on the clock of {@link RetryContext}. */
  readonly deadline: number;
}

/** What the calls of one client share. */
export interface RetryContext {
  readonly policy: RetryPolicy;
  readonly budget: RetryBudget;
  readonly outage: Pick<Outage, "isHopeless">;
  readonly clock: Clock;
}

/**
 * Retries a call while that is safe and not in vain: after 20, 22, 25 and HTTP 429, because the service did nothing;
 * after a connection that could not be made; and, for reads alone, after a response that got lost. Each pause is drawn from the whole range below a
 * limit that doubles ("full jitter"), so that callers that failed together do not come back together.
 *
 * @param attempt sends the call; its argument counts the attempts from 1.
 * @param onRetry hears of each failed attempt before the pause that follows it.
 * @throws what the last attempt threw.
 */
export async function withRetry<T>(
  call: RetriedCall,
  context: RetryContext,
  attempt: (nth: number) => Promise<T>,
  onRetry: (nth: number, error: OmaError, pauseMs: number) => void,
): Promise<T> {
  const pauseAfter = pausesOf(call, context);
  const run = async (nth: number) => {
    const value = await attempt(nth);
    context.budget.succeeded(nth > 1);
    return value;
  };
  // Loaded at the first call: it is an ES module, which Jest's loader cannot require, and a unit test of a program calls nothing.
  const { default: pRetry } = await import("p-retry");
  return pRetry(run, {
    retries: Number.POSITIVE_INFINITY,
    // p-retry does not pause: its clock cannot be passed in.
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!(error instanceof OmaError)) return false;
      const pauseMs = pauseAfter(error, attemptNumber);
      if (pauseMs === undefined) return false;
      onRetry(attemptNumber, error, pauseMs);
      await context.clock.sleep(pauseMs);
      return true;
    },
  });
}

/** Decides after each failed attempt of one call. @returns milliseconds to the next attempt; undefined when there is none. */
function pausesOf(
  call: RetriedCall,
  { policy, budget, outage, clock }: RetryContext,
): (error: OmaError, nth: number) => number | undefined {
  const startedAt = clock.now();
  let faults = 0;
  return (error, nth) => {
    const reason = reasonToRetry(error, call);
    if (reason === undefined || outage.isHopeless) return undefined;
    const { firstPauseMs, longestPauseMs } = reason === "outage" ? pausesInOutage(policy) : policy;
    const limitMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (nth - 1));
    const pauseMs = Math.max(clock.random() * limitMs, retryAfterMs(error));
    const resumesAt = clock.now() + pauseMs;
    if (resumesAt >= call.deadline) return undefined;
    if (reason === "busy") return resumesAt - startedAt < policy.busyBudgetMs ? pauseMs : undefined;
    if (reason === "fault") faults += 1;
    return faults < policy.faultAttempts && budget.take() ? pauseMs : undefined;
  };
}

function reasonToRetry(error: OmaError, { method }: RetriedCall): Reason | undefined {
  // An error of another method comes from the authentication before the call, which had retries of its own.
  if (error.method !== method) return undefined;
  if (error instanceof OmaApiError) {
    if (retryable.has(error.number)) return "busy";
    return error.number === expired ? "fault" : undefined;
  }
  if (error instanceof OmaHttpError) return describeStatus(error.status).retried === "always" ? "busy" : undefined;
  if (error instanceof OmaConnectionError) return "outage";
  if (!(error instanceof OmaNoAnswerError)) return undefined;
  return isOutage(error) ? "outage" : "fault";
}
