import { OmaError, type OmaErrorDetails, OmaNotSentError } from "../errors/index.js";

/** The method of the calls that the client makes for all others. */
const authentication = "authenticate";

/**
 * The error that ended the run, once there is one: the service refused the credentials, or it cannot be reached. Every later
 * call fails with it at once. One call reports it in full, and the others with one line that refers to that one.
 */
export class Verdict {
  #error: OmaError | undefined;
  /** The call that reports the error in full. */
  #teller: OmaErrorDetails | undefined;

  get isGiven(): boolean {
    return this.#error !== undefined;
  }

  /** @throws the error that ended the run, if one did. */
  check(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  /**
   * Ends the run. The first error counts.
   *
   * @param call the call that met the error.
   * @returns the error that ended the run.
   */
  give(error: OmaError, call: OmaErrorDetails): OmaError {
    if (this.#error === undefined) {
      this.#error = error;
      // Nobody asked for an authentication. The first call that waited for it reports what came of it.
      if (call.method !== authentication) this.#teller = call;
    }
    return this.#error;
  }

  /** What a call that failed with this error reports. */
  toldBy(call: OmaErrorDetails, error: unknown): unknown {
    if (!(error instanceof OmaError) || error !== this.#error) return error;
    this.#teller ??= call;
    const { object, method = "" } = this.#teller;
    return this.#teller === call ? error : new OmaNotSentError(call, error, object ?? method);
  }
}
