import { OmaError } from "../../oma/index.js";

/** A rename's new name belongs to another object. */
export class NameTakenError extends OmaError {
  constructor(object: string, target: string, number: number) {
    super("OMA_NAME_TAKEN", `cannot be renamed to ${target}, which exists already`, {
      object,
      number,
      remedy: "Choose another name, or delete or rename the account that has it.",
    });
  }
}
