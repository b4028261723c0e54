import { retryable } from "../catalogue.js";
import { OmaApiError, OmaConnectionError, OmaHttpError, OmaUnansweredError } from "../errors/index.js";

/** How a call ended, as far as the load of the service shows in it. */
export type Outcome =
  /** The service dealt with the call, whatever its response. */
  | "served"
  /** One object or one domain was busy (22, 25). */
  | "contended"
  /** The service as a whole had enough (20, HTTP 429 and 503). */
  | "overloaded"
  /** No response came, which says nothing about how much the service can take. */
  | "unanswered";

/** The outcome of a call that failed with this error. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof OmaApiError) {
    if (!retryable.has(error.number)) return "served";
    return error.number === 20 ? "overloaded" : "contended";
  }
  if (error instanceof OmaHttpError) return error.status === 429 ? "overloaded" : "served";
  return error instanceof OmaUnansweredError && error.status === 503 ? "overloaded" : "unanswered";
}

/** With these a gateway says that the service behind it is away. */
const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether a call that failed with this error did not get as far as the service, or nothing of the service came back. */
export function isOutage(error: unknown): boolean {
  if (error instanceof OmaConnectionError) return true;
  if (!(error instanceof OmaUnansweredError)) return false;
  return error.status === undefined || gatewayStatuses.has(error.status);
}

/** How long the service asks to wait after this error, in milliseconds; 0 when it does not ask. */
export function retryAfterMs(error: unknown): number {
  const asks = error instanceof OmaHttpError || error instanceof OmaUnansweredError;
  return (asks ? error.retryAfterMs : undefined) ?? 0;
}
