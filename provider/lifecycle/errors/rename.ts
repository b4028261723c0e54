import { LifecycleError } from "./lifecycle-error.js";

/** A name that an object is to get belongs to another one. */
export class NameTakenError extends LifecycleError {
  /** @param why as a clause about the name, such as "which already exists". */
  constructor(object: string, target: string, why: string, remedy: string, number?: number) {
    super("OMA_NAME_TAKEN", `cannot be renamed to ${target}, ${why}`, { object, number, remedy });
  }
}

/** A new object is to get a name that an account of this program was to leave and has not left. */
export class NameHeldError extends LifecycleError {
  constructor(object: string) {
    super("OMA_NAME_TAKEN", "the account that has this name was to be renamed, and was not; nothing was written", {
      object,
      remedy: "Rename it in a run of its own first, or run pulumi up with --parallel 2 or more.",
    });
  }
}

/**
 * Why it is not clear which account is the one that is to be renamed: it is missing, and its new name exists; another resource
 * of this run holds its account, or has come to its name; what has its name was created at another time.
 */
export type RenameDoubt = "missing" | "shared" | "replaced";

/** What is to be renamed may be somebody else's account, or may have been renamed already. Nothing was written. */
export class RenameDoubtError extends LifecycleError {
  constructor(kind: string, object: string, target: string, doubt: RenameDoubt) {
    const [why, remedy] = words[doubt](object, target);
    super("OMA_RENAME_IN_DOUBT", `${kind} was not renamed to ${target}: ${why}; nothing was written`, {
      object,
      remedy,
    });
  }
}

const words: Readonly<Record<RenameDoubt, (object: string, target: string) => readonly [string, string]>> = {
  missing: (object, target) => [
    `it is missing, and ${target} exists`,
    `If a run was interrupted while it renamed ${object}, settle that first with oma recover. If ${target} is another account, run pulumi up --refresh.`,
  ],
  shared: (object) => [
    "another resource in this program has adopted it, or has come to its name",
    `Find out whose account ${object} is, and take the other resource out of state with pulumi state delete. If it was adopted by mistake, rename it in a run without that adopt, then run pulumi up --refresh; a password that was adopted has to be set anew.`,
  ],
  replaced: (object, target) => [
    "the account that has its name now was created at another time than the one in state",
    `If a run was interrupted while it renamed accounts, settle that first with oma recover. Else take the resource out of state with pulumi state delete. To go on with the account that is there now, declare ${object} with adopt: true first, and rename it in the next run; else run again, which creates a new ${target}.`,
  ],
};

/** Objects that are to exchange names do not show which of them is which. */
export class RenameIndistinctError extends LifecycleError {
  constructor(object: string, members: readonly string[]) {
    super(
      "OMA_RENAME_INDISTINCT",
      `the accounts ${members.join(", ")} are to exchange names, but what is declared of them does not show which is which; nothing was written`,
      {
        object,
        remedy:
          "Run pulumi up --refresh and compare them; if they are right, declare a different name for each (the attribute) and run that first. Or go through a free address, in runs of their own.",
      },
    );
  }
}
