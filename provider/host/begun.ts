import type { Values } from "../lifecycle/state.js";

/**
 * The input that says when the run that creates an object got to it, in UNIX seconds of that run's machine. It is written
 * before anything is sent, so when the process is killed in the middle, the engine's pending operation has it: no object
 * that is older can be of that attempt. The engine leaves names that start with two underscores out of what it displays.
 */
const begunKey = "__begun";

/** @param olds inputs of the last run: empty when the object is about to be created or replaced, which is when a stamp is given. */
export function stamped(olds: Values, inputs: Values, now: () => number): Record<string, unknown> {
  const isNew = Object.keys(olds).length === 0;
  const begun = isNew ? now() : olds[begunKey];
  return begun === undefined ? { ...inputs } : { ...inputs, [begunKey]: begun };
}

/** @returns undefined for inputs that an older release wrote, or that a refresh has read since. */
export function begunAt(inputs: Values): number | undefined {
  const begun = inputs[begunKey];
  return typeof begun === "number" ? begun : undefined;
}
