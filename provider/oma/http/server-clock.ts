/** When something happened by the service's clock: between these two times, in UNIX seconds. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

/** A Date header has whole seconds: the moment it was written lies somewhere in that second. */
const headerStepMs = 1000;

/**
 * The service's clock, as far as its answers tell. `createtime` and the like are in it, so that "was this there before we
 * began?" can only be asked in it. Goes by the last answer alone: clocks get corrected.
 */
export class ServerClock {
  #lowest: number | undefined;
  #highest = 0;

  /** @param date the Date header of an answer that was asked for at `sentAt` and arrived at `receivedAt` (own clock). */
  observe(date: unknown, sentAt: number, receivedAt: number): void {
    const written = Date.parse(String(date));
    if (Number.isNaN(written)) return;
    this.#lowest = written - receivedAt;
    this.#highest = written + headerStepMs - sentAt;
  }

  /** @returns undefined as long as no answer told the time. */
  at(own: number): Moment | undefined {
    if (this.#lowest === undefined) return undefined;
    return { earliest: (own + this.#lowest) / 1000, latest: (own + this.#highest) / 1000 };
  }
}
