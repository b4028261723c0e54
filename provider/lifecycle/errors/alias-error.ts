import { OmaError } from "../../oma/index.js";

/** The name belongs to an alias; OMA addresses objects by their real name only (error 3). */
export class AliasError extends OmaError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_IS_ALIAS", `the name is an alias of another ${kind.toLowerCase()}`, {
      object,
      number: 3,
      remedy: "Use the real name, or drop the alias from its owner first.",
    });
  }
}
