/** One thing that the sources leave open. */
export interface Switch<Value> {
  /** The default first. `open` says which other values are possible, and `allows` tells whether a value is one of them. */
  readonly values: readonly Value[];
  readonly open?: string;
  readonly allows?: (value: unknown) => boolean;
  readonly question?: string;
  readonly meaning: string;
  /** Values that contradict a recorded live test, or a third party in real use: for a client that has to bear even these. */
  readonly refuted?: readonly Value[];
}

export function choice<const Value>(values: readonly Value[], meaning: string, question?: string): Switch<Value> {
  return { values, meaning, ...(question === undefined ? {} : { question }) };
}

/** From 0 to `most`, in a unit. */
export function amount(
  standard: number,
  most: number,
  unit: string,
  meaning: string,
  question?: string,
): Switch<number> {
  return {
    ...choice([standard], meaning, question),
    open: `0 to ${most} ${unit}`,
    allows: (value) => typeof value === "number" && value >= 0 && value <= most,
  };
}
