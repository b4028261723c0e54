import { describeStatus } from "../http/statuses.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The service, or a proxy before it, refused the request on the level of HTTP, so it did nothing (seed: HTTP errors). */
export class OmaHttpError extends OmaError {
  readonly status: number;
  /** How long the service asks to wait (Retry-After). */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, base: string, details: OmaErrorDetails, retryAfterMs?: number) {
    const known = describeStatus(status);
    super(known.code, `${base} answered HTTP ${status}`, { ...details, remedy: known.remedy });
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), status: this.status };
  }
}
