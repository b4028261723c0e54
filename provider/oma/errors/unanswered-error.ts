import type { Moment } from "../http/server-clock.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** What the client knows of an attempt without a usable response. */
export interface AttemptDetails {
  /** HTTP status, if a response came. */
  readonly status?: number | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** When the attempt began, by the service's clock. */
  readonly began?: Moment | undefined;
}

/** The request went out and no usable response came back. What that means depends on whether the call was to change something. */
export abstract class OmaUnansweredError extends OmaError {
  /** What went wrong, in words. */
  readonly reason: string;
  /** HTTP status, if a response came. */
  readonly status: number | undefined;
  /** How long the service asks to wait, in milliseconds, if it does. */
  readonly retryAfterMs: number | undefined;

  /** @param meaning what follows from the reason, as the rest of its sentence. */
  protected constructor(
    code: string,
    reason: string,
    meaning: string,
    details: OmaErrorDetails,
    attempt: AttemptDetails,
    options?: ErrorOptions,
  ) {
    super(code, `${reason}${meaning}`, details, options);
    this.reason = reason;
    this.status = attempt.status;
    this.retryAfterMs = attempt.retryAfterMs;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), status: this.status };
  }
}
