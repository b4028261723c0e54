const SECOND_MS = 1000;

/** How much is going on, per fault that limits it. */
export class RateLimit {
  readonly #running = new Map<number, number>();
  readonly #starts = new Map<number, number[]>();

  /** Counts a call in, and returns what counts it out; nothing when it is one too many. */
  enter(id: number, limit: { parallel?: number; per_second?: number }, now: number): (() => void) | undefined {
    const running = this.#running.get(id) ?? 0;
    const starts = (this.#starts.get(id) ?? []).filter((start) => now - start < SECOND_MS);
    this.#starts.set(id, starts);
    if (running >= (limit.parallel ?? Number.POSITIVE_INFINITY)) return undefined;
    if (starts.length >= (limit.per_second ?? Number.POSITIVE_INFINITY)) return undefined;
    starts.push(now);
    this.#running.set(id, running + 1);
    return () => this.#running.set(id, Math.max(0, (this.#running.get(id) ?? 0) - 1));
  }

  clear(): void {
    this.#running.clear();
    this.#starts.clear();
  }
}
