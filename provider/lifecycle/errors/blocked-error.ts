import { type OmaApiError, OmaError } from "../../oma/index.js";

/** What keeps an object from being deleted. */
export interface Inside {
  readonly total: number;
  /** The first ten, named. */
  readonly first: readonly string[];
}

/** A delete was refused because of what the object contains, who uses it, or who controls it (errors 10, 14, 24). */
export class BlockedError extends OmaError {
  constructor(kind: string, object: string, refusal: OmaApiError, inside: Inside, remedy: string) {
    const { code, number } = refusal;
    const more = inside.total > inside.first.length ? ` and ${inside.total - inside.first.length} more` : "";
    const what =
      inside.total === 0
        ? "though no search lists why"
        : `because of ${inside.total}: ${inside.first.join(", ")}${more}`;
    super(code, `${kind} cannot be deleted (${number}), ${what}`, { object, number, remedy });
  }
}
