import { OmaError } from "../../oma/index.js";

/** A name that an object is to get belongs to another one. */
export class NameTakenError extends OmaError {
  /** @param why as a clause about the name, such as "which exists already". */
  constructor(object: string, target: string, why: string, remedy: string, number?: number) {
    super("OMA_NAME_TAKEN", `cannot be renamed to ${target}, ${why}`, { object, number, remedy });
  }
}
