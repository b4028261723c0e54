import { OmaError } from "../../oma/index.js";

/**
 * Why it is not clear which account is the one that is to be renamed: it is missing, and its new name exists; another resource
 * of this run took its account over, or has come to its name; what has its name was made at another time.
 */
export type RenameDoubt = "missing" | "shared" | "replaced";

/** What is to be renamed may be somebody else's account, or may have been renamed already. Nothing was written. */
export class RenameDoubtError extends OmaError {
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
    `If a run was cut off while it renamed ${object}, settle that first with oma recover. If ${target} is another account, run pulumi up --refresh.`,
  ],
  shared: (object) => [
    "another resource of this program has taken it over, or has come to its name",
    `Find out whose account ${object} is, and take the other resource out of state with pulumi state delete. If it was adopted by mistake, rename it in a run without that adopt, then run pulumi up --refresh; a password that was adopted has to be set anew.`,
  ],
  replaced: (object, target) => [
    "what has its name now was made at another time than the one that the state knows",
    `If a run was cut off while it renamed accounts, settle that first with oma recover. Else take the resource out of state with pulumi state delete. To go on with the account that is there now, declare ${object} with adopt: true first, and rename it in the next run; else run again, which makes a new ${target}.`,
  ],
};
