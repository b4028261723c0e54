import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The time of an operation ended while it waited for a permit, so the client did not send it. */
export class OmaDeadlineError extends OmaError {
  constructor(deadlineMs: number, details: OmaErrorDetails) {
    super("OMA_DEADLINE", `no permit came within ${deadlineMs / 1000} s, so the client did not send it`, {
      ...details,
      remedy: "Run again when the service is less busy, or raise the `deadline` setting.",
    });
  }
}
