import type { Clock } from "../../time.js";

/** How long pauses are that double from one to the next, in milliseconds. */
export interface PauseRange {
  /** The first pause, above 0. */
  readonly firstPauseMs: number;
  /** No pause is longer. At least the first one. */
  readonly longestPauseMs: number;
}

/**
 * A gate before calls that closes for a pause. The pause doubles each time the gate backs off, up to the longest one.
 *
 * A caller that may not pass waits elsewhere. The gate then calls `onOpen` once it opens, one time for all who wait.
 */
export class BackoffGate {
  #pauseMs = 0;
  #opensAt = 0;
  #isOpening = false;

  constructor(
    private readonly range: PauseRange,
    private readonly clock: Clock,
    private readonly onOpen: () => void,
  ) {}

  /** Whether a call may pass now. When it may not, `onOpen` follows. */
  tryPass(): boolean {
    // The gate reads the clock once. Between two readings it could open: then a caller would neither pass nor be called.
    const closedForMs = this.#opensAt - this.clock.now();
    if (closedForMs <= 0) return true;
    if (!this.#isOpening) {
      this.#isOpening = true;
      void this.clock.sleep(closedForMs).then(() => {
        this.#isOpening = false;
        this.onOpen();
      });
    }
    return false;
  }

  /** Closes for twice the last pause, or for the first pause. */
  backOff(): void {
    const { firstPauseMs, longestPauseMs } = this.range;
    this.#pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, this.#pauseMs * 2));
    this.closeFor(this.#pauseMs);
  }

  /** Lets the next pause be the first one again. A pause that has begun goes on. */
  reset(): void {
    this.#pauseMs = 0;
  }

  /** Closes for at least this time. */
  closeFor(milliseconds: number): void {
    this.#opensAt = Math.max(this.#opensAt, this.clock.now() + milliseconds);
  }
}
