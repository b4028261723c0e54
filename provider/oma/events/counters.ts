import type { OmaEvent } from "./event.js";

/** Totals since the client was made. */
export interface Counts {
  calls: number;
  failures: number;
  retries: number;
  /** Pauses between attempts, and waiting for a session, a domain or a turn, over all calls. */
  waits: number;
  waitedMs: number;
}

export class Counters {
  readonly #counts: Counts = { calls: 0, failures: 0, retries: 0, waits: 0, waitedMs: 0 };

  readonly count = (event: OmaEvent): void => {
    const counts = this.#counts;
    switch (event.type) {
      case "start":
        counts.calls += 1;
        return;
      case "end":
        if (event.outcome !== "ok") counts.failures += 1;
        return;
      case "retry":
        counts.retries += 1;
        counts.waits += 1;
        counts.waitedMs += event.pauseMs;
        return;
      case "wait":
        counts.waits += 1;
        counts.waitedMs += event.durationMs;
    }
  };

  read(): Readonly<Counts> {
    return { ...this.#counts };
  }
}
