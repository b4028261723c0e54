import { describeStatus } from "../http/statuses.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** The service, or a proxy before it, refused the request on the level of HTTP, so the service did nothing (SEED-ERR). */
export class OmaHttpError extends OmaError {
  /** HTTP status, below 500 and not 200. */
  readonly status: number;
  /** How long the service asks to wait (Retry-After), in milliseconds, if it does. */
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
