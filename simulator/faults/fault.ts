/** Which calls a fault is for. Calls that no method answers (400, 404) meet none. */
export interface FaultMatch {
  /** Only calls of this method; any when left out. */
  method?: string;
  /** Only calls about this object, as the request log names it; any when left out. */
  object?: string;
  /** How many matching calls; all until it is removed when left out. */
  times?: number;
  /** How many matching calls pass first; 0 when left out. */
  skip?: number;
  /** The part of the matching calls that is hit, from 0 to 1; drawn from the seed. All when left out. */
  share?: number;
}

/** Whether something happens before the call changes anything, or after the change is kept. */
export type When = "before" | "after";

/** A refusal in place of the method, which does not run. */
export interface Refusal {
  effect?: "refuse";
  error_number: number;
}

/** How long, in milliseconds. The distributions are drawn from the seed. */
export type Delay =
  | { distribution?: "fixed"; ms: number }
  | { distribution: "uniform"; min_ms: number; max_ms: number }
  | { distribution: "exponential"; mean_ms: number }
  /** As the answers of services usually spread: half of them below the median, some far above. */
  | { distribution: "lognormal"; median_ms: number; sigma: number };

export type Effect =
  | Refusal
  /** An answer of a proxy in front of the service. */
  | { effect: "status"; status: 500 | 502 | 503 | 504; when?: When }
  /** The connection is reset. */
  | { effect: "reset"; when?: When }
  /** Half of the answer arrives, then the connection closes. */
  | { effect: "half" }
  /** A whole answer that is no JSON. */
  | { effect: "broken_json" }
  /** The right answer under another content type, text/html when left out. */
  | { effect: "content_type"; content_type?: string }
  /** The answer trickles: so many bytes at a time. */
  | { effect: "slow"; bytes: number; every_ms: number }
  /** The service goes away in mid-call and refuses connections until it is back with what it had kept. */
  | { effect: "restart"; when?: When; down_ms?: number }
  | ({ effect: "latency"; when?: When } & Delay)
  /** All tokens are expired when the call arrives. */
  | { effect: "expire_tokens" }
  /** After a write, so many reads of the same object, or searches that would show it, see it as it was before. */
  | { effect: "stale"; reads: number }
  /** A write takes this long and has its domain to itself: 25 for other writes meanwhile. */
  | { effect: "lock"; hold_ms: number }
  /** An object is busy for this long after a write: 22. */
  | { effect: "busy"; busy_ms: number }
  /** Calls above so many at the same time, or in one second: 20. */
  | { effect: "rate"; parallel?: number; per_second?: number };

export type EffectName = NonNullable<Effect["effect"]>;

export type Fault = FaultMatch & Effect;

export function effectOf(fault: Fault): EffectName {
  return fault.effect ?? "refuse";
}
