/** As in the "standard" retry mode of the AWS SDKs: few retries while all calls fail, many while most of them succeed. */
const capacity = 450;
const costOfRetry = 5;
const gainOfSuccess = 1;

/**
 * Tokens for retries after an outage. All calls of a client share them: they allow 90 retries in a row, whatever the number
 * of callers, so that a service that is down does not meet many times the calls that it would meet anyway.
 */
export class RetryBudget {
  #tokens = capacity;

  /** Takes the cost of one retry. @returns whether the client may send that retry. */
  take(): boolean {
    if (this.#tokens < costOfRetry) return false;
    this.#tokens -= costOfRetry;
    return true;
  }

  /** Counts a call that succeeded. A retry that succeeded gives back what it cost. */
  succeeded(wasRetry: boolean): void {
    this.#tokens = Math.min(capacity, this.#tokens + (wasRetry ? costOfRetry : gainOfSuccess));
  }
}
