/** When something happened by the service's clock: between these two times, in UNIX seconds with fractions. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

/** A Date header has whole seconds: the service wrote it at some time in that second. */
const headerStepMs = 1000;

/**
 * The service's clock, as far as its responses tell it. `createtime` and the like are times of that clock, so only that clock
 * can tell whether an object was there before a call began. It goes by the last response alone, because clocks get corrected.
 */
export class ServerClock {
  #lowestMs: number | undefined;
  #highestMs = 0;

  /**
   * @param date the Date header of a response.
   * @param sentAt when the client sent the request, in milliseconds of its own clock.
   * @param receivedAt when the response arrived, on the same clock.
   */
  observe(date: unknown, sentAt: number, receivedAt: number): void {
    const written = Date.parse(String(date));
    if (Number.isNaN(written)) return;
    this.#lowestMs = written - receivedAt;
    this.#highestMs = written + headerStepMs - sentAt;
  }

  /**
   * @param own milliseconds of the client's clock.
   * @returns undefined as long as no response told the time.
   */
  at(own: number): Moment | undefined {
    if (this.#lowestMs === undefined) return undefined;
    return { earliest: (own + this.#lowestMs) / 1000, latest: (own + this.#highestMs) / 1000 };
  }
}
