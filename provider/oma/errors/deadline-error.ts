import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The time of an operation ran out while it waited for its turn; it was not sent. */
export class OmaDeadlineError extends OmaError {
  constructor(deadlineMs: number, details: OmaErrorDetails) {
    super("OMA_DEADLINE", `no turn came within ${deadlineMs / 1000} s, so it was not sent`, {
      ...details,
      remedy: "Run again when the service is less busy, or raise the `deadline` setting.",
    });
  }
}
