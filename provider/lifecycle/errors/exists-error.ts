import { OmaError } from "../../oma/index.js";

/** The object is there already and the program did not ask to adopt it. */
export class ExistsError extends OmaError {
  constructor(kind: string, object: string, number?: number, canBeAdopted = true) {
    super("OMA_OBJECT_EXISTS", `${kind} exists already and was left untouched`, {
      object,
      number,
      remedy: canBeAdopted
        ? "Set adopt: true on the resource (or oma:adopt for the whole run) to take it over as it is and bring it to what is declared, or choose another name."
        : "Choose another name, or remove the one that exists: it cannot be adopted.",
    });
  }
}
