import { OmaCredentialsError } from "./credentials-error.js";
import { OmaError, type OmaErrorDetails } from "./oma-error.js";

/** An error of another call ended the run, so this call was not sent. One line: the other error has the words and the remedy. */
export class OmaNotSentError extends OmaError {
  /** The error that ended the run. */
  declare readonly cause: OmaError;

  /**
   * @param first the error that ended the run. This one has its code and its number.
   * @param teller what reported the first error: an object, or a method where the call is about none.
   */
  constructor(details: OmaErrorDetails, first: OmaError, teller: string) {
    const why =
      first instanceof OmaCredentialsError ? "the service refused the credentials" : "the service cannot be reached";
    const { method, object } = details;
    super(
      first.code,
      `not sent, since ${why} (see ${teller})`,
      { method, object, number: first.number },
      { cause: first },
    );
  }
}
