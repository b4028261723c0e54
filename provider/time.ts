/** Time and chance, passed in wherever they are needed: a test of an hour of waiting takes milliseconds. */
export interface Clock {
  /** Milliseconds that only go forward. */
  now(): number;
  /** UNIX seconds, whole. */
  date(): number;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Math.floor(Date.now() / 1000),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};
