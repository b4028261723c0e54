import type { Behaviours } from "../behaviours/switches.js";

/** Whether two names are one. For names about whose case no source says anything. */
function isSameName(a: string, b: string, { nameCase }: Pick<Behaviours, "nameCase">): boolean {
  return a === b || (nameCase === "ignored" && a.toLowerCase() === b.toLowerCase());
}

/** The row of this name, if there is one. */
export function byName<T>(
  rows: readonly T[],
  nameOf: (row: T) => string,
  name: string,
  behaviours: Pick<Behaviours, "nameCase">,
): T | undefined {
  return rows.find((row) => isSameName(nameOf(row), name, behaviours));
}
