import { connectionRemedy } from "./connection-causes.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The client could make no connection, so the service has not seen the request. */
export class OmaConnectionError extends OmaError {
  /** The system's code, such as ECONNREFUSED or ENOTFOUND. */
  readonly reason: string;

  constructor(base: string, reason: string, details: OmaErrorDetails, options?: ErrorOptions) {
    super(
      "OMA_NO_CONNECTION",
      `no connection to ${base} (${reason})`,
      { ...details, remedy: connectionRemedy(reason) },
      options,
    );
    this.reason = reason;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }
}
