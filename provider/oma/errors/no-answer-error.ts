import type { OmaErrorDetails } from "./oma-error.js";
import { type AttemptDetails, OmaUnansweredError } from "./unanswered-error.js";

/** A read got no usable response. It changed nothing, so it can be made again. */
export class OmaNoAnswerError extends OmaUnansweredError {
  constructor(reason: string, details: OmaErrorDetails, attempt: AttemptDetails = {}, options?: ErrorOptions) {
    super("OMA_NO_ANSWER", reason, "", { remedy: "Run again.", ...details }, attempt, options);
  }
}
