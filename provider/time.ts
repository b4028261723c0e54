/** Time and chance, passed in so that a test of an hour of repeating takes milliseconds. */
export interface Time {
  /** Milliseconds that only go forward. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

export const systemTime: Time = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};
