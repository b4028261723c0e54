import { describeNumber } from "../catalogue.js";
import { OmaError } from "./oma-error.js";

/** The service refused the credentials. Every later call of the same client fails with these words and sends nothing. */
export class OmaCredentialsError extends OmaError {
  /** @param number the service's error number. */
  constructor(user: string, number: number, options?: ErrorOptions) {
    const known = describeNumber(number);
    super(
      known.code,
      `OMA refused admin ${user} with ${number} (${known.text}); no further call is sent with these credentials`,
      { number, remedy: known.remedy },
      options,
    );
  }
}
