import type { Behaviours } from "../behaviours/switches.js";
import type { Json } from "./json.js";

/**
 * Error texts by number, wire data (SEED-ERR): kept letter by letter, so the missing full stops and the lower case
 * are part of it. Clients are expected to decide by number.
 */
export const ERROR_TEXTS: readonly string[] = [
  "Server error.",
  "Invalid credentials supplied in request.",
  "The requested object does not exist.",
  "This object is an alias.",
  "Requestor lacks permission to change one or more of the requested attributes.",
  "Request badly formatted (missing required field, or field is not the correct data type).",
  "One or more attributes badly formatted.",
  "An object with this name already exists.",
  "An object with this name already exists.",
  "Requestor does not own this object or lacks permission to perform this action.",
  "The requested object is not empty.",
  "Company does not exist.",
  "Role does not exist",
  "User does not exist",
  "Brand in use",
  "Domain users full",
  "Domain aliases full",
  "Not in",
  "Workgroup is default",
  "Migration Job Exists",
  "Try again later",
  "Requestor not permitted from this IP address",
  "Requested object temporarily unavailable, try again later",
  "Object already exists",
  "Admins exist that control this object",
  "Failed to obtain provisioning lock",
  "The requested folder does not exist",
  "The domain is missing the filtermx setting",
  "An internal error occurred",
  "An internal error occurred - failed to connect",
  "An internal error occurred - failed to send",
  "User was not type filter",
  "Admin is disabled",
  "2FA is required",
  "password must be at least 10 characters",
  "2fa code validation failure",
  "password cannot be one of the previous 8 used",
  "Alias domain does not exist",
  "maximum number of forward recipients reached",
  "expired",
  "Password not strong enough",
  "Password on the ban list",
  "2FA is required, not enabled on this account",
  "2FA challenge failed",
  "2FA Auth required to change 2fa_required_oma",
  "Brand settings prevent this action",
  "Max number of App Passwords has been reached",
  "Target is a domain alias",
  "Password rejected - contains username or other account info",
  "Push denied. Gaining company has not pre-authorized",
];

/** Field or attribute name to reason (NOTE-MD, question 56). A reason never repeats the value, which can be a secret. */
export type Hints = Readonly<Record<string, string>>;

export type ErrorBody = { success: false; error_number: number; error: string } & { [member: string]: Json };

/** Refuses a call with an OMA number. It is sent with HTTP status 200. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** `extra`: members that come with the refusal, such as the settable attributes of an object that could be created. */
  constructor(
    readonly number: number,
    readonly hints?: Hints,
    readonly extra?: { [member: string]: Json },
  ) {
    super(`${number}: ${ERROR_TEXTS[number] ?? "unknown error"}`);
  }

  body(hintsShape: Behaviours["hintsShape"] = "object"): ErrorBody {
    const hints = this.hints && shapedHints(this.hints, hintsShape);
    return { ...errorBody(this.number), ...(hints === undefined ? {} : { hints }), ...this.extra };
  }
}

function shapedHints(hints: Hints, shape: Behaviours["hintsShape"]): Json | undefined {
  const lines = Object.entries(hints).map(([name, reason]) => `${name}: ${reason}`);
  switch (shape) {
    case "object":
      return { ...hints };
    case "list":
      return lines;
    case "text":
      return lines.join("; ");
    case "absent":
      return undefined;
  }
}

export function errorBody(number: number): ErrorBody {
  return { success: false, error_number: number, error: ERROR_TEXTS[number] ?? `Error ${number}` };
}
