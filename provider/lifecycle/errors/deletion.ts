import { type OmaApiError, OmaError } from "../../oma/index.js";
import { LifecycleError } from "./lifecycle-error.js";

/** What keeps an object from being deleted. */
export interface Inside {
  readonly total: number;
  /** The first ten, named. */
  readonly first: readonly string[];
}

/** The service refused a delete because of what the object contains, who uses it, or who controls it (errors 10, 14, 18, 24). */
export class BlockedError extends OmaError {
  /** @param why what a search listed, or a clause that says why. */
  constructor(kind: string, object: string, refusal: OmaApiError, why: Inside | string, remedy: string) {
    const { code, number } = refusal;
    const what = typeof why === "string" ? `since ${why}` : listed(why);
    super(code, `${kind} cannot be deleted (${number}), ${what}`, { object, number, remedy });
  }
}

function listed({ total, first }: Inside): string {
  if (total === 0) return "and no search shows why";
  const more = total > first.length ? ` and ${total - first.length} more` : "";
  return `because of ${total}: ${first.join(", ")}${more}`;
}

/** The service refused what `onDelete` writes in place of a delete. Nobody can correct an original value in the program. */
export class OnDeleteRefusedError extends OmaError {
  constructor(object: string, onDelete: unknown, refusal: OmaError) {
    const { code, attribute, number } = refusal;
    const what = attribute === undefined ? "" : ` of ${attribute}`;
    super(
      code,
      `onDelete: "${String(onDelete)}" was not carried out: the service refused the change${what} (${number})`,
      {
        object,
        attribute,
        number,
        remedy:
          "Correct the cause and run again. To leave the object as it is, remove it from state with pulumi state delete.",
      },
    );
  }
}

/** `protectMailbox` forbids that the account is deleted or replaced. */
export class ProtectedError extends LifecycleError {
  constructor(kind: string, object: string, what: "deleted" | "replaced") {
    super("OMA_PROTECTED", `${kind} is protected by protectMailbox and was not ${what}`, {
      object,
      remedy: protectionRemedies[what],
    });
  }
}

/** A destroy may have deleted other objects by now, which no remedy may bring back. */
const protectionRemedies = {
  deleted:
    "To delete it, declare it with protectMailbox: false and run pulumi up --target with its URN, which changes nothing else. To keep the account, remove it from state with pulumi state delete.",
  replaced: "If you do want that, run pulumi up with protectMailbox: false first.",
} as const;

/** A run asked to delete more objects than `oma:deleteLimit` allows. */
export class DeleteLimitError extends LifecycleError {
  constructor(kind: string, object: string, limit: number) {
    super(
      "OMA_DELETE_LIMIT",
      `${kind} was not deleted: this run has deleted ${limit}, the most that oma:deleteLimit allows`,
      {
        object,
        remedy:
          "Check the preview. If you want all of its deletions, set OMA_DELETE_LIMIT to a higher number for one run. A destroy takes oma:deleteLimit from the last up.",
      },
    );
  }
}

/** A limit of deletions is set, and the deletions of all processes of the run cannot be counted. */
export class DeletionsUncountedError extends LifecycleError {
  constructor(kind: string, object: string, reason: string) {
    super("OMA_DELETE_LIMIT", `${kind} was not deleted: the deletions of this run cannot be counted, since ${reason}`, {
      object,
      remedy: "Make the engine's home folder (PULUMI_HOME, or ~/.pulumi) writable, or remove oma:deleteLimit.",
    });
  }
}
