import type { Values } from "../../values.js";

/**
 * The input that says when the run began to create an object, in UNIX seconds of that run's machine. It is written before
 * anything is sent, so the engine's pending operation has it when the process is killed. An older object is not the work of
 * that attempt. The engine does not display names that start with two underscores.
 *
 * Outputs hold it too: a refresh gets only outputs, and an input that it does not return counts as drift.
 */
export const attemptKey = "__begun";

/** Whether an object is about to be created or replaced: there are no inputs of the last run. */
export function isCreate(olds: Values): boolean {
  return Object.keys(olds).length === 0;
}

/** @param olds inputs of the last run. The time is added when there are none. */
export function withCreateAttempt(olds: Values, inputs: Values, now: () => number): Record<string, unknown> {
  return { ...inputs, ...(isCreate(olds) ? { [attemptKey]: now() } : createAttemptIn(olds)) };
}

/** The time of the attempt, to keep; empty where an older release wrote the values. */
export function createAttemptIn(values: Values): Record<string, unknown> {
  return values[attemptKey] === undefined ? {} : { [attemptKey]: values[attemptKey] };
}

/** @returns undefined for inputs without the time. */
export function createAttemptedAt(inputs: Values): number | undefined {
  const attemptedAt = inputs[attemptKey];
  return typeof attemptedAt === "number" ? attemptedAt : undefined;
}
