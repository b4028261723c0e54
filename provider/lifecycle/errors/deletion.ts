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

/** `protectMailbox` forbids that the account is deleted or replaced. */
export class ProtectedError extends LifecycleError {
  constructor(kind: string, object: string, what: "deleted" | "replaced") {
    super("OMA_PROTECTED", `${kind} is protected by protectMailbox and was not ${what}`, {
      object,
      remedy: "If you do want that, run pulumi up with protectMailbox: false first.",
    });
  }
}

/** A run asked to delete more objects than `oma:deleteLimit` allows. */
export class DeleteLimitError extends LifecycleError {
  constructor(kind: string, object: string, limit: number) {
    super(
      "OMA_DELETE_LIMIT",
      `${kind} was not deleted: this run has deleted ${limit}, the most that oma:deleteLimit allows`,
      {
        object,
        remedy:
          "Check the preview. If you want all of its deletions, raise oma:deleteLimit (or OMA_DELETE_LIMIT) for one run.",
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
