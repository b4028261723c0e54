/** As in the AWS SDKs ("standard" mode): few repeats while all is lost, many while most calls get through. */
const capacity = 450;
const costOfRepeat = 5;
const gainOfSuccess = 1;

/**
 * Tokens for repeating after an outage, shared by all calls of a client: 90 repeats in a row, whatever the number of
 * callers, so that a service that is down does not meet a multitude of what it would meet anyway.
 */
export class RetryBudget {
  #tokens = capacity;

  /** Whether one more repeat may be sent; takes its cost. */
  take(): boolean {
    if (this.#tokens < costOfRepeat) return false;
    this.#tokens -= costOfRepeat;
    return true;
  }

  /** A call went well; a repeat that did gives back what it cost. */
  succeeded(wasRepeat: boolean): void {
    this.#tokens = Math.min(capacity, this.#tokens + (wasRepeat ? costOfRepeat : gainOfSuccess));
  }
}
