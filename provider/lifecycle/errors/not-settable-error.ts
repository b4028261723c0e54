import { OmaError } from "../../oma/index.js";

/** Declared attributes that this admin may not set. Found before anything is written. */
export class NotSettableError extends OmaError {
  constructor(object: string, attributes: readonly string[]) {
    super("OMA_ATTRIBUTE_NOT_SETTABLE", `the admin may not set ${attributes.join(", ")}; nothing was written`, {
      object,
      attribute: attributes.join(", "),
      remedy: "Remove from the program what the service does not list as settable, or use an admin with a higher role.",
    });
  }
}
