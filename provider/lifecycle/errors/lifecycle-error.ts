import { OmaError, type OmaErrorDetails } from "../../oma/index.js";
import type { LifecycleErrorCode } from "./codes.js";

/** Base of the errors that concern the life of an object rather than one call. */
export class LifecycleError extends OmaError {
  constructor(
    override readonly code: LifecycleErrorCode,
    reason: string,
    details: OmaErrorDetails,
  ) {
    super(code, reason, details);
  }
}
