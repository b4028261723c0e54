import type { OmaEvent } from "./event.js";

/** Totals since the client was created. */
export interface Counts {
  /** Operations that began, authentications included. */
  calls: number;
  /** Operations that ended with an error. */
  failures: number;
  retries: number;
  /** Pauses before retries, and waits for a session, a domain queue or a permit. */
  waits: number;
  /** The length of all waits together, in milliseconds. */
  waitedMs: number;
}

/** Counts events. */
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
