import type { Clock } from "../../../../provider/time.js";

/** A clock on which time passes only when everybody sleeps, and then at once to the next waking. */
export class VirtualClock implements Clock {
  private at = 0;
  private readonly sleepers: { wakes: number; wake: () => void }[] = [];
  readonly slept: number[] = [];

  constructor(readonly random: () => number = Math.random) {}

  readonly now = () => this.at;

  readonly date = () => Math.floor(this.at / 1000);

  readonly sleep = (milliseconds: number) => {
    this.slept.push(milliseconds);
    return new Promise<void>((wake) => {
      this.sleepers.push({ wakes: this.at + milliseconds, wake });
    });
  };

  advance(milliseconds: number): void {
    this.at += milliseconds;
  }

  /** Lets time pass until the promise settles; gives up what goes on without end. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    for (let wakings = 0; wakings < 50_000; wakings++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      this.sleepers.sort((a, b) => a.wakes - b.wakes);
      const next = this.sleepers.shift();
      if (next === undefined) throw new Error("nobody sleeps, and nothing happens");
      this.at = Math.max(this.at, next.wakes);
      next.wake();
    }
    throw new Error("it does not come to an end");
  }
}

/** The clock of this machine, on which pauses take no time and are only counted. */
export function hastyClock(random: () => number = Math.random): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let skipped = 0;
  return {
    slept,
    random,
    date: () => Math.floor(Date.now() / 1000),
    now: () => performance.now() + skipped,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      skipped += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** A clock that goes on from reading to reading, and wakes each sleeper early. */
export function restlessClock(earlyMs: number, stepMs = 0.15): Clock {
  let now = 0;
  return {
    now: () => {
      now += stepMs;
      return now;
    },
    date: () => Math.floor(now / 1000),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      now += Math.max(0, milliseconds - earlyMs);
    },
  };
}
