import { folded, type Pattern } from "../attribute.js";

/** The names in the rows of a list. */
export function namesIn(rows: unknown, member: string): string[] {
  return Array.isArray(rows) ? rows.map((row) => String(row?.[member])) : [];
}

/** The spelling under which the service has a name: the one that was asked for, or else one that differs only in case. */
export function spellingOf(pattern: Pattern, names: readonly string[], wanted = ""): string | undefined {
  return (
    names.find((name) => name === wanted) ?? names.find((name) => folded(pattern, name) === folded(pattern, wanted))
  );
}
