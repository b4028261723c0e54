import { describeNumber } from "../catalogue.js";
import { OmaError } from "./oma-error.js";

/** What the client logs in with. */
type LogIn = "password" | "token";

/** The service refused the credentials. Every later call of the same client fails at once and sends nothing. */
export class OmaCredentialsError extends OmaError {
  /**
   * @param number the service's error number.
   * @param blanks names of the settings that begin or end with a blank or a line end.
   */
  constructor(user: string, number: number, logIn: LogIn, blanks: readonly string[], options?: ErrorOptions) {
    const known = describeNumber(number);
    super(
      known.code,
      `OMA refused admin ${user} with ${number} (${known.text}); no further call is sent with these credentials`,
      { number, remedy: [...blanks.map(suspicionOf), remedies[logIn][number] ?? known.remedy].join(" ") },
      options,
    );
  }
}

/** Nobody sees a blank around a password, and no service trims it. */
function suspicionOf(setting: string): string {
  return `The \`${setting}\` setting begins or ends with a blank or a line end, which is the likely cause.`;
}

const ownCluster = "that `cluster` or `endpoint` names the account's own cluster";
const withSecondFactor =
  "Take the session token from an interactive log-in with the second factor, or use an admin that is not forced to give one.";

/** Where the remedy of a number depends on the way of logging in. */
const remedies: Readonly<Record<LogIn, Readonly<Record<number, string>>>> = {
  password: {
    1: `Check the \`user\` and \`password\` settings, and ${ownCluster}.`,
    39: "The admin's password may have expired: renew it in the console, and set `password` to the new one.",
  },
  token: {
    1: `Check that \`user\` is the admin who got the \`token\`, that the token has not expired, and ${ownCluster}.`,
    33: withSecondFactor,
    39: "Get a new token for the `token` setting. With `password` in its place, the client renews tokens by itself.",
    42: withSecondFactor,
  },
};
