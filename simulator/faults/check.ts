import { isObject } from "../wire/json.js";
import { type EffectName, effectOf, type Fault } from "./fault.js";

/** Returns what is wrong with a field, or undefined. */
type Check = (value: unknown) => string | undefined;

interface Shape {
  needs?: Readonly<Record<string, Check>>;
  takes?: Readonly<Record<string, Check>>;
}

const milliseconds = number(0, 3_600_000);
const when = oneOf(["before", "after"]);

const EFFECTS: Readonly<Record<EffectName, Shape>> = {
  refuse: { needs: { error_number: whole(0, 99_999) } },
  status: { needs: { status: oneOf([500, 502, 503, 504]) }, takes: { when } },
  reset: { takes: { when } },
  half: {},
  broken_json: {},
  content_type: { takes: { content_type: text } },
  slow: { needs: { bytes: whole(1, 1_000_000), every_ms: milliseconds } },
  restart: { takes: { when, down_ms: milliseconds } },
  latency: { takes: { when, distribution: oneOf(["fixed", "uniform", "exponential", "lognormal"]) } },
  expire_tokens: {},
  stale: { needs: { reads: whole(1, 1_000_000) } },
  lock: { needs: { hold_ms: milliseconds } },
  busy: { needs: { busy_ms: milliseconds } },
  rate: { takes: { parallel: whole(1, 1_000_000), per_second: whole(1, 1_000_000) } },
};

const DELAYS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  fixed: { ms: milliseconds },
  uniform: { min_ms: milliseconds, max_ms: milliseconds },
  exponential: { mean_ms: milliseconds },
  lognormal: { median_ms: milliseconds, sigma: number(0, 5) },
};

const MATCH: Readonly<Record<string, Check>> = {
  method: text,
  object: text,
  times: whole(1, Number.MAX_SAFE_INTEGER),
  skip: whole(0, Number.MAX_SAFE_INTEGER),
  share: number(0, 1),
};

/** A value from a file, a request or code, as a fault. Throws an error that names the first wrong field. */
export function checkedFault(value: unknown): Fault {
  if (!isObject(value)) throw new Error("must be an object such as { effect: refuse, error_number: 20 }");
  const effect = effectOf(value as unknown as Fault);
  if (!Object.hasOwn(EFFECTS, effect)) {
    throw new Error(`unknown effect \`${String(effect)}\`: must be one of ${Object.keys(EFFECTS).join(", ")}`);
  }
  const { needs = {}, takes = {} } = EFFECTS[effect];
  const needed = { ...needs, ...(effect === "latency" ? delayOf(value.distribution) : {}) };
  const known: Record<string, Check> = { ...MATCH, ...takes, ...needed, effect: () => undefined };
  for (const name of Object.keys(needed))
    if (value[name] === undefined) throw new Error(`${name} is missing: ${effect} needs it`);
  for (const [name, inner] of Object.entries(value)) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!check) throw new Error(`unknown field \`${name}\`: ${effect} has ${Object.keys(known).join(", ")}`);
    const reason = inner === undefined ? undefined : check(inner);
    if (reason) throw new Error(`${name}: ${reason}`);
  }
  if (effect === "rate" && value.parallel === undefined && value.per_second === undefined) {
    throw new Error("rate needs parallel or per_second");
  }
  return value as unknown as Fault;
}

function delayOf(distribution: unknown): Readonly<Record<string, Check>> {
  return (typeof distribution === "string" && DELAYS[distribution]) || (DELAYS.fixed as Record<string, Check>);
}

function number(min: number, max: number): Check {
  return (value) =>
    typeof value === "number" && value >= min && value <= max ? undefined : `must be a number from ${min} to ${max}`;
}

function whole(min: number, max: number): Check {
  const range = number(min, max);
  return (value) => (Number.isInteger(value) ? range(value) : `must be a whole number from ${min}`);
}

function oneOf(values: readonly (string | number)[]): Check {
  return (value) => (values.includes(value as string | number) ? undefined : `must be one of ${values.join(", ")}`);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? undefined : "must be a string";
}
