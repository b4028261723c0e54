import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The client could make no connection, so the service has not seen the request. */
export class OmaConnectionError extends OmaError {
  /** The system's code, such as ECONNREFUSED or ENOTFOUND. */
  readonly reason: string;

  constructor(base: string, reason: string, details: OmaErrorDetails, options?: ErrorOptions) {
    super(
      "OMA_NO_CONNECTION",
      `no connection to ${base} (${reason})`,
      {
        ...details,
        remedy: remedyFor(reason),
      },
      options,
    );
    this.reason = reason;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), reason: this.reason };
  }
}

function remedyFor(reason: string): string {
  if (/CERT|SIGNED|VERIFY|SIGNATURE|ALTNAME/.test(reason)) {
    return "The client did not accept the certificate: let the `caFile` setting name the authority that signed it.";
  }
  return "Check the `endpoint` or `cluster` setting, the network and that the service is up, then run again.";
}
