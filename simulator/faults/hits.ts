import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.js";
import { type Delay, type Effect, type EffectName, effectOf, type Refusal, type When } from "./fault.js";
import type { Taken } from "./faults.js";

type Of<E extends EffectName> = E extends "refuse" ? Refusal : Extract<Effect, { effect: E }>;

type Hit<E> = Pick<Taken, "id" | "random"> & { fault: E };

/** The faults that hit one call. */
export class Hits {
  constructor(private readonly taken: readonly Taken[]) {}

  get names(): string[] {
    return this.taken.map(({ fault }) => effectOf(fault));
  }

  find<E extends EffectName>(effect: E): Of<E> | undefined {
    return this.all(effect)[0]?.fault;
  }

  all<E extends EffectName>(effect: E): Hit<Of<E>>[] {
    return this.taken.filter(({ fault }) => effectOf(fault) === effect) as unknown as Hit<Of<E>>[];
  }

  /** The fault of this effect that hits at this moment. Default of `when`: before. */
  at<E extends "status" | "reset" | "restart">(effect: E, when: When): Of<E> | undefined {
    const fault: (Of<E> & { when?: When }) | undefined = this.find(effect);
    return fault && (fault.when ?? "before") === when ? fault : undefined;
  }

  /** Waits as long as the latencies of this moment add up to. Undefined when there are none. */
  delay(when: When): Promise<void> | undefined {
    const delays = this.all("latency").filter(({ fault }) => (fault.when ?? "before") === when);
    if (delays.length === 0) return undefined;
    return sleep(delays.reduce((sum, { fault, random }) => sum + drawDelay(fault, random), 0));
  }
}

/** Milliseconds. */
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
