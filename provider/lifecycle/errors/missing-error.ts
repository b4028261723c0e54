import { OmaError } from "../../oma/index.js";

/** An object that a program only refers to does not exist. */
export class MissingError extends OmaError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_MISSING", `${kind} does not exist`, {
      object,
      remedy: "Check the name and that the admin's company holds it.",
    });
  }
}
