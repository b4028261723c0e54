import type { OmaErrorDetails, ReadBack } from "./oma-error.js";
import { type AttemptDetails, OmaUnansweredError } from "./unanswered-error.js";

/**
 * A write got no usable response, so the service may have carried it out. The client never sends a write again blindly; whoever
 * gets this error reads the object first.
 */
export class OmaOutcomeUnknownError extends OmaUnansweredError {
  /**
   * UNIX seconds by the service's clock: the attempt began no earlier than this and no later than {@link beganBefore}. An
   * object whose `createtime` (whole seconds) lies before was there before. Undefined as long as no response told the time.
   */
  readonly beganAt: number | undefined;
  /** UNIX seconds by the service's clock; see {@link beganAt}. */
  readonly beganBefore: number | undefined;
  /** The read that shows whether the service carried out the write; undefined where no method shows it. */
  readonly readBack: ReadBack | undefined;

  constructor(reason: string, details: OmaErrorDetails, attempt: AttemptDetails = {}, options?: ErrorOptions) {
    super(
      "OMA_OUTCOME_UNKNOWN",
      reason,
      "; whether the service carried the call out is not known",
      { remedy: "Look at the object on the service, then run again.", ...details },
      attempt,
      options,
    );
    this.beganAt = attempt.began?.earliest;
    this.beganBefore = attempt.began?.latest;
    this.readBack = details.readBack;
  }

  override toJSON(): Record<string, unknown> {
    const { beganAt, beganBefore, readBack } = this;
    return { ...super.toJSON(), beganAt, beganBefore, readBack };
  }
}
