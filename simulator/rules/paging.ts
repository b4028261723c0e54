import type { Behaviours } from "../behaviours/switches.js";

export interface Range {
  first?: number;
  limit?: number;
}

export interface Sort {
  by?: string;
  direction?: "ascending" | "descending";
}

export interface Page<Row> {
  rows: Row[];
  count: number;
  total_count: number;
}

/** One page of the matches; all of them when no limit is given (question 16). `count` is the size of the page. */
export function page<Row>(matches: readonly Row[], range: Range | undefined, behaviours: Behaviours): Page<Row> {
  const first = range?.first ?? 0;
  const limit = Math.min(range?.limit ?? Number.POSITIVE_INFINITY, behaviours.pageLimit ?? Number.POSITIVE_INFINITY);
  const rows = matches.slice(first, first + limit);
  return { rows, count: rows.length, total_count: matches.length };
}

export type SortKey = string | number;

/** Sorts in place by the key, and by name where keys are equal. */
export function sorted<Row>(
  rows: Row[],
  sort: Sort | undefined,
  key: (row: Row) => SortKey,
  name: (row: Row) => string,
): Row[] {
  const sign = sort?.direction === "descending" ? -1 : 1;
  return rows.sort((a, b) => sign * (compare(key(a), key(b)) || compare(name(a), name(b))));
}

function compare(a: SortKey, b: SortKey): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
