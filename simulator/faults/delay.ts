import type { Random } from "../random.js";
import type { Delay } from "./fault.js";

export function drawDelay(delay: Delay, random: Random): number {
  switch (delay.distribution) {
    case "uniform":
      return delay.min_ms + random() * (delay.max_ms - delay.min_ms);
    case "exponential":
      return -Math.log(1 - random()) * delay.mean_ms;
    case "lognormal":
      return delay.median_ms * Math.exp(delay.sigma * normal(random));
    default:
      return delay.ms;
  }
}

/** Box-Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
