import { OmaApiError } from "../../oma/index.js";

export type Verb = "create" | "read" | "update" | "rename" | "delete";

/** What an answer says about the life of the object a verb works on. */
export type Signal =
  | "exists"
  | "gone"
  | "alias"
  /** Missing, or not ours: the parent has to be asked. */
  | "ask-parent"
  /** May mean that the object is missing: it has to be looked at. */
  | "ask-itself"
  | "parent-missing"
  | "name-taken";

const alias = { 3: "alias" } as const;
const askParent = { 9: "ask-parent" } as const;

/**
 * Error number -> meaning, per verb. What keeps an object from being deleted is with its kind (`blockers`). A number that is not listed says nothing about an object's life and is reported as it
 * is. Sources: seed (API errors), README of the reference ("Reading what does not exist").
 */
const signals: Readonly<Record<Verb, Readonly<Record<number, Signal>>>> = {
  create: { ...alias, ...askParent, 2: "parent-missing", 7: "exists", 8: "exists", 23: "exists" },
  read: { ...alias, ...askParent, 2: "gone" },
  update: { ...alias, ...askParent, 2: "gone" },
  rename: { ...alias, ...askParent, 2: "gone", 7: "name-taken", 8: "name-taken" },
  // Where a change deletes, a name that is not there may be "badly formatted" to it (set_sieve, assumed).
  delete: { ...alias, ...askParent, 2: "gone", 6: "ask-itself" },
};

/** @returns undefined when the error is no signal. */
export function signalOf(verb: Verb, error: unknown): Signal | undefined {
  return error instanceof OmaApiError ? signals[verb][error.number] : undefined;
}
