/** One thing that the sources leave open. */
export interface Switch<Value> {
  /** The default first. `open` says which other values are possible. */
  readonly values: readonly Value[];
  readonly open?: string;
  readonly question?: string;
  readonly meaning: string;
  /** Values that contradict a recorded live test, or a third party in real use: for a client that has to bear even these. */
  readonly refuted?: readonly Value[];
}

export function choice<const Value>(values: readonly Value[], meaning: string, question?: string): Switch<Value> {
  return { values, meaning, ...(question === undefined ? {} : { question }) };
}

export function amount(standard: number, open: string, meaning: string, question?: string): Switch<number> {
  return { ...choice([standard], meaning, question), open };
}
