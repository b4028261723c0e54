import type { Moment } from "../http/server-clock.js";
import { OmaError, type OmaErrorDetails, type ReadBack } from "./oma-error.js";

/** What the client knows of an attempt with an unknown outcome. */
export interface AttemptDetails {
  /** HTTP status, if a response came. */
  readonly status?: number | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** When the attempt began, by the service's clock. */
  readonly began?: Moment | undefined;
}

/**
 * The request went out and no usable response came back, so the service may have carried out a write. The client never sends
 * a write again blindly; whoever gets this error reads the object first.
 */
export class OmaOutcomeUnknownError extends OmaError {
  /** What went wrong, in words. */
  readonly reason: string;
  /** HTTP status, if a response came. */
  readonly status: number | undefined;
  /** How long the service asks to wait, in milliseconds, if it does. */
  readonly retryAfterMs: number | undefined;
  /**
   * UNIX seconds by the service's clock: the attempt began no earlier than this and no later than {@link beganBefore}. An
   * object whose `createtime` (whole seconds) lies before was there before. Undefined as long as no response told the time.
   */
  readonly beganAt: number | undefined;
  /** UNIX seconds by the service's clock; see {@link beganAt}. */
  readonly beganBefore: number | undefined;
  /** The read that shows whether the service carried out the write; undefined for reads, and where no method shows it. */
  readonly readBack: ReadBack | undefined;

  constructor(reason: string, details: OmaErrorDetails, attempt: AttemptDetails = {}, options?: ErrorOptions) {
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
    this.readBack = details.readBack;
  }

  override toJSON(): Record<string, unknown> {
    const { status, beganAt, beganBefore, readBack } = this;
    return { ...super.toJSON(), status, beganAt, beganBefore, readBack };
  }
}
