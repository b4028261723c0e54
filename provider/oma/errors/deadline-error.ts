import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The time of an operation ended while it waited, so the client did not send it. */
export class OmaDeadlineError extends OmaError {
  /** @param waitedFor what did not come in time, as the beginning of a sentence. */
  constructor(waitedFor: string, details: OmaErrorDetails) {
    super("OMA_DEADLINE", `${waitedFor} came before the deadline, so the client did not send it`, {
      ...details,
      remedy: "Run again when the service is less busy, or raise the `deadline` setting.",
    });
  }
}
