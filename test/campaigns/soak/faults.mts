import type { Fault } from "../../../simulator/index.js";
import type { Random } from "./random.mts";

/** How a service stumbles. Lags are bounded by reads, and by the time for which something is locked or busy. */
const stumbles: readonly ((random: Random) => Fault)[] = [
  (random) => ({ effect: "refuse", error_number: random.pick([20, 22, 25]), share: 0.2 }),
  (random) => ({
    effect: "status",
    status: random.pick([500, 502, 503, 504]),
    when: random.pick(["before", "after"]),
    share: 0.1,
  }),
  (random) => ({ effect: "reset", when: random.pick(["before", "after"]), share: 0.1 }),
  () => ({ effect: "half", share: 0.05 }),
  () => ({ effect: "broken_json", share: 0.05 }),
  (random) => ({ effect: "stale", reads: random.whole(1, 4), share: 0.4 }),
  () => ({ effect: "latency", distribution: "lognormal", median_ms: 15, sigma: 1 }),
  () => ({ effect: "expire_tokens", share: 0.05 }),
  (random) => ({ effect: "restart", when: "after", down_ms: 300, times: 1, skip: random.whole(0, 15) }),
  () => ({ effect: "lock", hold_ms: 150 }),
  () => ({ effect: "busy", busy_ms: 150 }),
  () => ({ effect: "rate", parallel: 4 }),
];

export function drawnFaults(random: Random): readonly Fault[] {
  return Array.from({ length: random.whole(0, 3) }, () => random.pick(stumbles)(random));
}
