import { describeNumber } from "../catalogue.js";
import { OmaError } from "./oma-error.js";

/** The service refused the credentials. Every later call of the same client fails with these words and sends nothing. */
export class OmaCredentialsError extends OmaError {
  /**
   * @param number the service's error number.
   * @param blanks names of the settings that begin or end with a blank or a line end.
   */
  constructor(user: string, number: number, blanks: readonly string[], options?: ErrorOptions) {
    const known = describeNumber(number);
    super(
      known.code,
      `OMA refused admin ${user} with ${number} (${known.text}); no further call is sent with these credentials`,
      { number, remedy: [...blanks.map(suspicionOf), known.remedy].join(" ") },
      options,
    );
  }
}

/** Nobody sees a blank around a password, and no service trims it. */
function suspicionOf(setting: string): string {
  return `The \`${setting}\` setting begins or ends with a blank or a line end, which is the likely cause.`;
}
