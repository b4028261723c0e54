import { LifecycleError } from "./lifecycle-error.js";

/** The new name of an object belongs to another one. */
export class NameTakenError extends LifecycleError {
  /** @param why as a clause about the name, such as "which already exists". */
  constructor(object: string, target: string, why: string, remedy: string, number?: number) {
    super("OMA_NAME_TAKEN", `cannot be renamed to ${target}, ${why}`, { object, number, remedy });
  }
}

/** An account of this program has not left the name of a new object, though the program renames it. */
export class NameHeldError extends LifecycleError {
  constructor(object: string) {
    super(
      "OMA_NAME_TAKEN",
      "this program renames the account that has this name, but it was not renamed; nothing was written",
      {
        object,
        remedy: "Rename it in a run of its own first, or run pulumi up with --parallel 2 or more.",
      },
    );
  }
}

/** The account that a subresource belongs to keeps its old name, so the subresource stays there too. */
export class ParentNotRenamedError extends LifecycleError {
  constructor(kind: string, object: string, target: string) {
    super(
      "OMA_PARENT_NOT_RENAMED",
      `${kind} cannot become ${target}, since the user was not renamed; nothing was written`,
      { object, remedy: "Correct the rename of the user first, then run again." },
    );
  }
}

/**
 * Why it is not clear which account to rename. `missing`: the old name is missing and the new name exists. `shared`: another
 * resource of this run has claimed the account, or got its name. `replaced`: the account was created at another time.
 */
export type RenameDoubt = "missing" | "shared" | "replaced";

/** The account to rename may be somebody else's, or may already have its new name. Nothing was written. */
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
    `If a run was interrupted while it renamed ${object}, run oma recover first. If ${target} is another account, run pulumi up --refresh.`,
  ],
  shared: (object) => [
    "another resource in this program has adopted it, or now has its name",
    `Find out whose account ${object} is, and remove the other resource from state with pulumi state delete. If it was adopted by mistake, rename it in a run without that adopt, then run pulumi up --refresh. If the adoption wrote its password, set the password again.`,
  ],
  replaced: (object, target) => [
    "the account that has its name now was created at another time than the one in state",
    `If a run was interrupted while it renamed accounts, run oma recover first. Otherwise remove the resource from state with pulumi state delete. To keep the account that has the name now, declare ${object} with adopt: true and rename it in the next run. To leave it alone, run again, which creates a new ${target}.`,
  ],
};

/** Nothing tells apart the objects that exchange names. */
export class RenameIndistinctError extends LifecycleError {
  constructor(object: string, members: readonly string[]) {
    super(
      "OMA_RENAME_INDISTINCT",
      `the accounts ${members.join(", ")} exchange names, and no declared attribute tells them apart; nothing was written`,
      {
        object,
        remedy:
          "Run pulumi up --refresh and compare the accounts. If they are right, declare a different name (the attribute) for each and run that first. Or rename one to a free address in a run of its own.",
      },
    );
  }
}

/** A program deletes an object and declares a new one that may be meant to take its place. Nothing was deleted. */
export class RenameSuspectedError extends LifecycleError {
  /** @param attribute the attribute that both have in common. */
  constructor(kind: string, object: string, target: string, attribute: string) {
    super(
      "OMA_RENAME_SUSPECTED",
      `${kind} was not deleted: the program declares a new ${target} with the same ${attribute}, so this may be a rename`,
      {
        object,
        attribute,
        remedy: `To rename it with what it holds, take the edit back and run pulumi up, which deletes ${target} again. Then change only the address and let the resource keep its name, or list its old name in the aliases of its options: aliases: [{ name: "..." }]. To delete it all the same, run pulumi destroy --target with its URN, which pulumi stack --show-urns lists.`,
      },
    );
  }
}
