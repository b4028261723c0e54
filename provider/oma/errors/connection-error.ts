import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** No connection could be made, so the service has not seen the request. */
export class OmaConnectionError extends OmaError {
  /** The system's code, such as ECONNREFUSED or ENOTFOUND. */
  readonly reason: string;

  constructor(base: string, reason: string, details: OmaErrorDetails) {
    super("OMA_NO_CONNECTION", `no connection to ${base} (${reason})`, {
      ...details,
      remedy: "Check oma:endpoint or oma:cluster, the network and that the service is up, then run again.",
    });
    this.reason = reason;
  }
}
