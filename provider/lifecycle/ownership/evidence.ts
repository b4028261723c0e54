import type { Present } from "../object/observe.js";
import type { State } from "../state/state.js";

/**
 * When an object was made, in whole UNIX seconds of the service; numbers may arrive as text (open question 17). The one thing
 * that OMA shows of an object whatever it is called.
 *
 * @returns undefined where no read tells it.
 */
export function createdAt({ metadata }: Pick<Present, "metadata">): number | undefined {
  const seconds = Number(metadata.createtime ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.floor(seconds) : undefined;
}

/** Whether what was found is another object than the one that the state knows; a rename keeps the createtime. */
export function isAnother({ creationStamp: made }: Pick<State, "creationStamp">, found: Present): boolean {
  const now = createdAt(found);
  return made !== undefined && now !== undefined && now !== made;
}
