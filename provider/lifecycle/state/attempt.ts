import type { Values } from "../../values.js";

/**
 * The input that says when the run attempted to create an object, in UNIX seconds of that run's machine. It is written
 * before anything is sent, so when the process is killed in the middle, the engine's pending operation has it: no object
 * that is older can be of that attempt. The engine leaves names that start with two underscores out of what it displays.
 *
 * It goes through outputs too: a refresh gets nothing else, and an input that it does not give back counts as drift.
 */
const attemptKey = "__begun";

/** @param olds inputs of the last run: empty when the object is about to be created or replaced, which is when the time is put in. */
export function withCreateAttempt(olds: Values, inputs: Values, now: () => number): Record<string, unknown> {
  const isNew = Object.keys(olds).length === 0;
  return { ...inputs, ...(isNew ? { [attemptKey]: now() } : createAttemptIn(olds)) };
}

/** The time to be carried on; nothing where an older release wrote the values. */
export function createAttemptIn(values: Values): Record<string, unknown> {
  return values[attemptKey] === undefined ? {} : { [attemptKey]: values[attemptKey] };
}

/** @returns undefined for inputs that do not tell. */
export function createAttemptedAt(inputs: Values): number | undefined {
  const attemptedAt = inputs[attemptKey];
  return typeof attemptedAt === "number" ? attemptedAt : undefined;
}
