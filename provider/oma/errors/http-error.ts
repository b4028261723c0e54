import { OmaError, type OmaErrorDetails } from "./oma-error.js";

const remedies: Readonly<Record<number, string>> = {
  400: "The service could not read the request; please report this as a bug.",
  404: "The service does not know this method at this address: check that oma:endpoint ends in /api and names an OMA service.",
};

/** The service refused the request on the level of HTTP, so it did nothing (seed: HTTP errors). */
export class OmaHttpError extends OmaError {
  readonly status: number;

  constructor(status: number, base: string, details: OmaErrorDetails) {
    super("OMA_HTTP_STATUS", `${base} answered HTTP ${status}`, {
      ...details,
      remedy: remedies[status] ?? "Check oma:endpoint or oma:cluster.",
    });
    this.status = status;
  }
}
