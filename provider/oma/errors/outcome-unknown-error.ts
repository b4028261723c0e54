import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/**
 * The request went out and no usable answer came back: a write may have been carried out. It is never sent again blindly;
 * whoever gets this looks at the object first.
 */
export class OmaOutcomeUnknownError extends OmaError {
  constructor(reason: string, details: OmaErrorDetails) {
    super("OMA_OUTCOME_UNKNOWN", `${reason}; whether the service carried the call out is not known`, {
      remedy: "Look at the object on the service, then run again.",
      ...details,
    });
  }
}
