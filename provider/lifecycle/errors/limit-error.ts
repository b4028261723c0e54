import { type OmaApiError, OmaError } from "../../oma/index.js";

/** A limit of the parent is reached (errors 15 and 16). */
export class LimitError extends OmaError {
  /**
   * @param present how many there are, and `most` how many there may be; undefined where the service did not tell.
   */
  constructor(object: string, attribute: string | undefined, present: unknown, most: unknown, cause: OmaApiError) {
    const numbers = present === undefined || most === undefined ? "" : `: ${present} of at most ${most}`;
    super(cause.code, `OMA answered ${cause.number} (${cause.text})${numbers}`, {
      object,
      attribute,
      method: cause.method,
      number: cause.number,
      remedy: cause.remedy,
    });
  }
}
