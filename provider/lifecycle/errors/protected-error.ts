import { OmaError } from "../../oma/index.js";

/** The resource asks not to be deleted or replaced. */
export class ProtectedError extends OmaError {
  constructor(kind: string, object: string, what: "deleted" | "replaced") {
    super("OMA_PROTECTED", `${kind} is protected by protectMailbox and was not ${what}`, {
      object,
      remedy: "If that is meant, run pulumi up with protectMailbox: false first.",
    });
  }
}
