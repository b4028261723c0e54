import type { Moment } from "../http/server-clock.js";
import { type Look, OmaError, type OmaErrorDetails } from "./oma-error.js";

/** What is known of an attempt whose outcome is not. */
export interface Attempt {
  /** HTTP status, if any answer came. */
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly began?: Moment | undefined;
}

/**
 * The request went out and no usable answer came back: a write may have been carried out. It is never sent again blindly;
 * whoever gets this looks at the object first.
 */
export class OmaOutcomeUnknownError extends OmaError {
  /** What went wrong, in words. */
  readonly reason: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /**
   * UNIX seconds by the service's clock: the attempt began no earlier than this and no later than {@link beganBefore}. An
   * object whose `createtime` (whole seconds) lies before was there before. Undefined as long as no answer told the time.
   */
  readonly beganAt: number | undefined;
  readonly beganBefore: number | undefined;
  /** The read that shows whether the write was carried out; undefined for reads and where no method shows it. */
  readonly look: Look | undefined;

  constructor(reason: string, details: OmaErrorDetails, attempt: Attempt = {}, options?: ErrorOptions) {
    super(
      "OMA_OUTCOME_UNKNOWN",
      `${reason}; whether the service carried the call out is not known`,
      { remedy: "Look at the object on the service, then run again.", ...details },
      options,
    );
    this.reason = reason;
    this.status = attempt.status;
    this.retryAfterMs = attempt.retryAfterMs;
    this.beganAt = attempt.began?.earliest;
    this.beganBefore = attempt.began?.latest;
    this.look = details.look;
  }

  override toJSON(): Record<string, unknown> {
    const { status, beganAt, beganBefore, look } = this;
    return { ...super.toJSON(), status, beganAt, beganBefore, look };
  }
}
