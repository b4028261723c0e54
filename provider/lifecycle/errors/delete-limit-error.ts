import { OmaError } from "../../oma/index.js";

/** A run wanted to delete more objects than it may. */
export class DeleteLimitError extends OmaError {
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
