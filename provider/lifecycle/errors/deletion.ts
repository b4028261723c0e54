import { type OmaApiError, OmaError } from "../../oma/index.js";
import { LifecycleError } from "./lifecycle-error.js";

/** What keeps an object from being deleted. */
export interface Inside {
  readonly total: number;
  /** The first ten, named. */
  readonly first: readonly string[];
}

/** A delete was refused because of what the object contains, who uses it, or who controls it (errors 10, 14, 18, 24). */
export class BlockedError extends OmaError {
  /** @param why what a search has listed, or words. */
  constructor(kind: string, object: string, refusal: OmaApiError, why: Inside | string, remedy: string) {
    const { code, number } = refusal;
    const what = typeof why === "string" ? `since ${why}` : listed(why);
    super(code, `${kind} cannot be deleted (${number}), ${what}`, { object, number, remedy });
  }
}

function listed({ total, first }: Inside): string {
  if (total === 0) return "though no search lists why";
  const more = total > first.length ? ` and ${total - first.length} more` : "";
  return `because of ${total}: ${first.join(", ")}${more}`;
}

/** The resource asks not to be deleted or replaced. */
export class ProtectedError extends LifecycleError {
  constructor(kind: string, object: string, what: "deleted" | "replaced") {
    super("OMA_PROTECTED", `${kind} is protected by protectMailbox and was not ${what}`, {
      object,
      remedy: "If that is meant, run pulumi up with protectMailbox: false first.",
    });
  }
}

/** A run wanted to delete more objects than it may. */
export class DeleteLimitError extends LifecycleError {
  constructor(kind: string, object: string, limit: number) {
    super(
      "OMA_DELETE_LIMIT",
      `${kind} was not deleted: this run has deleted ${limit}, the most that oma:deleteLimit allows`,
      {
        object,
        remedy: "Look at the preview. If all of it is meant, raise oma:deleteLimit (or OMA_DELETE_LIMIT) for one run.",
      },
    );
  }
}
