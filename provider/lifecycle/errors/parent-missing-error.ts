import { OmaError } from "../../oma/index.js";

/** What the object would live in does not exist. */
export class ParentMissingError extends OmaError {
  constructor(kind: string, object: string, parentKind: string, parent: string) {
    super("OMA_PARENT_MISSING", `${kind} needs ${parentKind.toLowerCase()} ${parent}, which does not exist`, {
      object,
      remedy: `Declare ${parent} first and take the name from that resource, or correct the name.`,
    });
  }
}
