/** Which calls a fault hits. No fault hits a request that is answered 400 or 404. */
interface FaultMatch {
  /** Only calls of this method. Default: calls of any method. */
  method?: string;
  /** Only calls about this object, as the request log names it. Default: calls about any object. */
  object?: string;
  /** How many matching calls to hit. Default: all until the fault is removed. */
  times?: number;
  /** How many matching calls to let through first. Default: 0. */
  skip?: number;
  /** The share of the matching calls to hit, from 0 to 1. The seed decides which. Default: 1. */
  share?: number;
}

/** before: the call has changed nothing yet. after: the change is kept. */
export type When = "before" | "after";

/** The call is answered with this number, and the method does not run. */
export interface Refusal {
  effect?: "refuse";
  error_number: number;
}

/** How long to wait, in milliseconds. The seed decides what the distributions give. */
export type Delay =
  | { distribution?: "fixed"; ms: number }
  | { distribution: "uniform"; min_ms: number; max_ms: number }
  | { distribution: "exponential"; mean_ms: number }
  /** The usual spread of response times: half are below the median, a few far above. */
  | { distribution: "lognormal"; median_ms: number; sigma: number };

export type Effect =
  | Refusal
  /** The answer of a proxy in front of the service. */
  | { effect: "status"; status: 500 | 502 | 503 | 504; when?: When }
  /** The connection is reset. */
  | { effect: "reset"; when?: When }
  /** Half of the answer arrives, then the connection closes. */
  | { effect: "half" }
  /** A whole answer that is not JSON. */
  | { effect: "broken_json" }
  /** The right answer with another content type. Default: text/html. */
  | { effect: "content_type"; content_type?: string }
  /** The answer trickles: `bytes` at a time, every `every_ms`. */
  | { effect: "slow"; bytes: number; every_ms: number }
  /** The service stops during the call and refuses connections for `down_ms`. It is back with what it had kept. */
  | { effect: "restart"; when?: When; down_ms?: number }
  | ({ effect: "latency"; when?: When } & Delay)
  /** All tokens expire when the call arrives. */
  | { effect: "expire_tokens" }
  /** After a write, the next `reads` of the object, or searches that show it, see it as it was before. */
  | { effect: "stale"; reads: number }
  /** A write locks its domain for `hold_ms`. Other writes in it are answered 25 meanwhile. */
  | { effect: "lock"; hold_ms: number }
  /** An object is busy for `busy_ms` after a write: calls about it are answered 22. */
  | { effect: "busy"; busy_ms: number }
  /** More than `parallel` calls at the same time, or `per_second` in one second, are answered 20. */
  | { effect: "rate"; parallel?: number; per_second?: number };

export type EffectName = NonNullable<Effect["effect"]>;

export type Fault = FaultMatch & Effect;

export function effectOf(fault: Fault): EffectName {
  return fault.effect ?? "refuse";
}
