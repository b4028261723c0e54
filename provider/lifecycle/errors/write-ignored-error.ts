import { OmaError } from "../../oma/index.js";

/** The service accepted a change, and later reads do not show it. */
export class WriteIgnoredError extends OmaError {
  /** @param isThere whether reads show the object at all. */
  constructor(kind: string, object: string, attributes: readonly string[], isThere: boolean) {
    const names = attributes.join(", ");
    const shown = isThere ? `reads show another value of ${names}` : `reads do not show the ${kind}, with ${names}`;
    super("OMA_WRITE_IGNORED", `the service accepted the change, but ${shown}`, {
      object,
      attribute: names,
      remedy:
        "Look whether the value fits the object (its type, its parent's settings, the admin's role), or remove it from the program. oma:verifyWrites says what is read back.",
    });
  }
}
