import { OmaApiError } from "../../oma/index.js";

export type Verb = "create" | "read" | "update" | "rename" | "delete";

/** What an answer says about the existence of a verb's object. */
export type Signal =
  | "exists"
  | "gone"
  | "alias"
  /** The parent is missing, or the admin may not see the object. Only a read of the parent can tell. */
  | "ask-parent"
  /** The object may be missing. Only a read of it can tell. */
  | "ask-itself"
  | "parent-missing"
  | "name-taken";

const alias = { 3: "alias" } as const;
const askParent = { 9: "ask-parent" } as const;

/**
 * Error number -> meaning, per verb. Numbers that refuse a delete are with the kind (`blockers`). A number that is not listed
 * says nothing about existence and is reported unchanged. Sources: seed (API errors), README of the reference ("Reading what
 * does not exist").
 */
const signals: Readonly<Record<Verb, Readonly<Record<number, Signal>>>> = {
  create: { ...alias, ...askParent, 2: "parent-missing", 7: "exists", 8: "exists", 23: "exists" },
  read: { ...alias, ...askParent, 2: "gone" },
  update: { ...alias, ...askParent, 2: "gone" },
  rename: { ...alias, ...askParent, 2: "gone", 7: "name-taken", 8: "name-taken" },
  // Where a change deletes, the service may call a missing name "badly formatted" (set_sieve, assumed).
  delete: { ...alias, ...askParent, 2: "gone", 6: "ask-itself" },
};

/** @returns undefined when the error is no signal. */
export function signalOf(verb: Verb, error: unknown): Signal | undefined {
  return error instanceof OmaApiError ? signals[verb][error.number] : undefined;
}
