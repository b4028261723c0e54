import { OmaError } from "../../oma/index.js";

/** What keeps an object from being deleted. */
export interface Inside {
  readonly total: number;
  /** The first ten, named. */
  readonly first: readonly string[];
}

/** A delete was refused because of what the object contains or who uses it (errors 10 and 14). */
export class NotEmptyError extends OmaError {
  constructor(kind: string, object: string, number: number, inside: Inside, remedy: string) {
    const more = inside.total > inside.first.length ? ` and ${inside.total - inside.first.length} more` : "";
    const what =
      inside.total === 0
        ? "though no search lists why"
        : `because of ${inside.total}: ${inside.first.join(", ")}${more}`;
    super(
      number === 14 ? "OMA_BRAND_IN_USE" : "OMA_OBJECT_NOT_EMPTY",
      `${kind} cannot be deleted (${number}), ${what}`,
      {
        object,
        number,
        remedy,
      },
    );
  }
}
