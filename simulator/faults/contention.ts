/** Objects that are busy after a write. */
export class BusyObjects {
  readonly #until = new Map<string, number>();

  mark(object: string, until: number): void {
    this.#until.set(object.toLowerCase(), until);
  }

  has(object: string, now: number): boolean {
    const until = this.#until.get(object.toLowerCase());
    if (until === undefined) return false;
    if (now < until) return true;
    this.#until.delete(object.toLowerCase());
    return false;
  }

  clear(): void {
    this.#until.clear();
  }
}

/** The provisioning lock of a domain: one write at a time. */
export class Locks {
  #held = new Set<string>();

  /** Takes the lock and returns the function that releases it. Undefined when another call holds it. */
  take(domain: string): (() => void) | undefined {
    const held = this.#held;
    if (held.has(domain)) return undefined;
    held.add(domain);
    return () => held.delete(domain);
  }

  clear(): void {
    this.#held = new Set();
  }
}

/** The domain of a write, from the name of its object. Undefined for companies and brands. */
export function lockedDomain(object: string): string | undefined {
  const name = object.slice(object.lastIndexOf("@") + 1).split("/")[0] ?? "";
  return /^[^\s]+\.[^\s]+$/.test(name) ? name.toLowerCase() : undefined;
}

const SECOND_MS = 1000;

/** How many calls run, and began in the last second, per fault that limits them. */
export class RateLimit {
  readonly #running = new Map<number, number>();
  readonly #starts = new Map<number, number[]>();

  /** Counts a call, and returns the function that ends it. Undefined when it is one too many. */
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
