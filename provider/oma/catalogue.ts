/** What kind of failure an error number stands for. A caller that handles errors goes by it rather than by the number. */
export type ErrorClass =
  | "credentials"
  | "permission"
  | "missing"
  | "alias"
  | "invalid"
  | "exists"
  | "not-empty"
  | "in-use"
  | "limit"
  | "busy"
  | "transient"
  | "unknown-outcome"
  | "internal"
  | "other";

/** The verbs of a managed object. */
export type Verb = "create" | "read" | "update" | "delete";

/** When the client sends a call again without a read of the object before. */
export type RetryRule = "always" | "reads" | "once, with a new token" | "with new tokens" | "never";

/** What the client knows of one error number. */
export interface CatalogueEntry {
  /** Stays the same between releases, unlike the text. */
  readonly code: string;
  readonly class: ErrorClass;
  /** The service's own words (SEED-ERR). */
  readonly text: string;
  /** What an operator can do: whole sentences. */
  readonly remedy: string;
  /** What the number says about the object that a verb works on; left out when it says the same to every verb. */
  readonly means?: Readonly<Partial<Record<Verb, string>>>;
}

const support = "If it goes on, tell OpenSRS support when it happened.";
const secondFactor =
  "Use an admin that is not forced to give a second factor, or a session token from an interactive log-in.";
const otherPassword = "Choose another password.";

const entry = (
  code: string,
  errorClass: ErrorClass,
  text: string,
  remedy: string,
  means?: CatalogueEntry["means"],
): CatalogueEntry => ({ code, class: errorClass, text, remedy, ...(means === undefined ? {} : { means }) });

const exists = {
  create: "the object already exists; it is adopted only where `adopt: true` asks for that",
  update: "the new name of a rename is taken",
};

/** Every documented OMA error number (SEED-ERR). The number decides what the client does; the text never does. */
export const catalogue: Readonly<Record<number, CatalogueEntry>> = {
  0: entry("OMA_SERVER_ERROR", "unknown-outcome", "Server error.", support),
  1: entry(
    "OMA_CREDENTIALS_REJECTED",
    "credentials",
    "Invalid credentials supplied in request.",
    "Check the `user` and `password` (or `token`) settings, and that `cluster` or `endpoint` names the account's own cluster.",
  ),
  2: entry(
    "OMA_OBJECT_MISSING",
    "missing",
    "The requested object does not exist.",
    "Check the name, or create the object first.",
    {
      create: "the parent is missing",
      read: "the object is gone",
      update: "the object is gone since the last run",
      delete: "done: it is gone already",
    },
  ),
  3: entry("OMA_OBJECT_IS_ALIAS", "alias", "This object is an alias.", "Use the real name of the object.", {
    create: "the name is an alias of another object",
    read: 'an alias, never "gone"',
    update: "an alias",
    delete: "an alias: nothing is deleted",
  }),
  4: entry(
    "OMA_ATTRIBUTE_NOT_PERMITTED",
    "permission",
    "Requestor lacks permission to change one or more of the requested attributes.",
    "Leave the attribute out, or use an admin with a higher role.",
  ),
  5: entry(
    "OMA_REQUEST_MALFORMED",
    "invalid",
    "Request badly formatted (missing required field, or field is not the correct data type).",
    "Correct the value.",
  ),
  6: entry("OMA_ATTRIBUTE_MALFORMED", "invalid", "One or more attributes badly formatted.", "Correct the attribute."),
  7: entry("OMA_OBJECT_EXISTS", "exists", "An object with this name already exists.", "Choose another name.", exists),
  8: entry("OMA_OBJECT_EXISTS", "exists", "An object with this name already exists.", "Choose another name.", exists),
  9: entry(
    "OMA_NOT_PERMITTED",
    "permission",
    "Requestor does not own this object or lacks permission to perform this action.",
    "Check the name and that the admin's role covers the object.",
    {
      create: "on a user: the domain may be missing, so it is asked",
      read: "on a user: gone with its domain, if that is missing",
      update: "as on read",
      delete: "on a user: done, if the domain is missing",
    },
  ),
  10: entry(
    "OMA_OBJECT_NOT_EMPTY",
    "not-empty",
    "The requested object is not empty.",
    "Remove what it contains first.",
    { delete: "objects inside may be on their way out: wait while they grow fewer, then name them" },
  ),
  11: entry(
    "OMA_COMPANY_MISSING",
    "missing",
    "Company does not exist.",
    "Check the company's name, spelt exactly as OpenSRS has it.",
    { create: "the company to create in is missing" },
  ),
  12: entry("OMA_ROLE_MISSING", "invalid", "Role does not exist", "Use a role that OMA knows."),
  13: entry("OMA_USER_MISSING", "missing", "User does not exist", "Create the user first."),
  14: entry("OMA_BRAND_IN_USE", "in-use", "Brand in use", "Give its members another brand first.", {
    delete: "users of the brand may be on their way out: wait while they grow fewer, then name them",
  }),
  15: entry("OMA_USERS_FULL", "limit", "Domain users full", "Raise limitUsers of the domain or delete users."),
  16: entry("OMA_ALIASES_FULL", "limit", "Domain aliases full", "Raise limitAliases of the domain or drop aliases."),
  17: entry("OMA_NOT_A_MEMBER", "invalid", "Not in", "The user has to belong to the object first."),
  18: entry(
    "OMA_WORKGROUP_IS_DEFAULT",
    "in-use",
    "Workgroup is default",
    "Give the domain another default workgroup first.",
    { delete: "it goes with its domain: done, or an error while the run keeps the domain" },
  ),
  19: entry("OMA_MIGRATION_EXISTS", "exists", "Migration Job Exists", "Choose another job id or leave it out."),
  20: entry("OMA_TRY_AGAIN", "busy", "Try again later", "The service stayed busy; run again later."),
  21: entry(
    "OMA_ADDRESS_NOT_PERMITTED",
    "credentials",
    "Requestor not permitted from this IP address",
    "Allow this machine's address for the admin, or run from one that is allowed.",
  ),
  22: entry(
    "OMA_OBJECT_BUSY",
    "busy",
    "Requested object temporarily unavailable, try again later",
    "The object stayed busy; run again in some minutes.",
  ),
  23: entry("OMA_OBJECT_EXISTS", "exists", "Object already exists", "Choose another name.", exists),
  24: entry(
    "OMA_ADMINS_CONTROL_IT",
    "in-use",
    "Admins exist that control this object",
    "Take the admins' roles over it away first.",
    { delete: "roles over the object may be on their way out: wait while they grow fewer, then name them" },
  ),
  25: entry(
    "OMA_LOCKED",
    "busy",
    "Failed to obtain provisioning lock",
    "Another change held the lock; run again in some minutes.",
  ),
  26: entry("OMA_FOLDER_MISSING", "missing", "The requested folder does not exist", "Check the folder's name."),
  27: entry(
    "OMA_FILTERMX_MISSING",
    "invalid",
    "The domain is missing the filtermx setting",
    "Set filtermx on the domain first.",
  ),
  28: entry("OMA_INTERNAL_ERROR", "unknown-outcome", "An internal error occurred", support),
  29: entry(
    "OMA_INTERNAL_CONNECT_FAILED",
    "unknown-outcome",
    "An internal error occurred - failed to connect",
    support,
  ),
  30: entry("OMA_INTERNAL_SEND_FAILED", "unknown-outcome", "An internal error occurred - failed to send", support),
  31: entry("OMA_NOT_A_FILTER", "invalid", "User was not type filter", "Use an account of type filter."),
  32: entry("OMA_ADMIN_DISABLED", "credentials", "Admin is disabled", "Have the admin enabled, or use another one."),
  33: entry("OMA_SECOND_FACTOR_REQUIRED", "credentials", "2FA is required", secondFactor),
  34: entry(
    "OMA_PASSWORD_TOO_SHORT",
    "invalid",
    "password must be at least 10 characters",
    "Use a password of ten or more characters.",
  ),
  35: entry("OMA_SECOND_FACTOR_WRONG", "credentials", "2fa code validation failure", secondFactor),
  36: entry("OMA_PASSWORD_REUSED", "invalid", "password cannot be one of the previous 8 used", otherPassword),
  37: entry(
    "OMA_ALIAS_DOMAIN_MISSING",
    "missing",
    "Alias domain does not exist",
    "Add the alias domain to the domain's aliases first.",
  ),
  38: entry(
    "OMA_RECIPIENTS_FULL",
    "limit",
    "maximum number of forward recipients reached",
    "Forward to fewer recipients (at most 1000).",
  ),
  39: entry("OMA_EXPIRED", "credentials", "expired", "Run again, or with a token from elsewhere get a new one."),
  40: entry(
    "OMA_PASSWORD_TOO_WEAK",
    "invalid",
    "Password not strong enough",
    "Use a longer password with more kinds of characters, or lower passwordStrength of the domain.",
  ),
  41: entry("OMA_PASSWORD_BANNED", "invalid", "Password on the ban list", otherPassword),
  42: entry(
    "OMA_SECOND_FACTOR_NOT_SET_UP",
    "credentials",
    "2FA is required, not enabled on this account",
    secondFactor,
  ),
  43: entry("OMA_SECOND_FACTOR_WRONG", "credentials", "2FA challenge failed", secondFactor),
  44: entry(
    "OMA_SECOND_FACTOR_NEEDED_TO_CHANGE",
    "permission",
    "2FA Auth required to change 2fa_required_oma",
    "Change it in the console, logged in with a second factor.",
  ),
  45: entry(
    "OMA_BRAND_FORBIDS",
    "permission",
    "Brand settings prevent this action",
    "Change the brand's settings first.",
  ),
  46: entry(
    "OMA_APP_PASSWORDS_FULL",
    "limit",
    "Max number of App Passwords has been reached",
    "Remove an app password first (at most 4).",
  ),
  47: entry("OMA_TARGET_IS_DOMAIN_ALIAS", "invalid", "Target is a domain alias", "Use the true name of the domain.", {
    update: "a rename has to stay in the true domain",
  }),
  48: entry(
    "OMA_PASSWORD_CONTAINS_NAME",
    "invalid",
    "Password rejected - contains username or other account info",
    "Use a password without the user's or the domain's name.",
  ),
  49: entry(
    "OMA_PUSH_DENIED",
    "permission",
    "Push denied. Gaining company has not pre-authorized",
    "The receiving company has to list this company in domainPushAllowed.",
  ),
};

/** The numbers after which the service asks to come again (SEED-ERR). It did nothing when it answers them. */
export const retryable: ReadonlySet<number> = new Set([20, 22, 25]);

/** With these the service refuses the credentials themselves. It would refuse them again, and retries risk a lock-out. */
export const fatalForCredentials: ReadonlySet<number> = new Set([1, 21, 32, 33, 42]);

/** The number with which the service says that something expired: a session token, in answer to one. */
export const expired = 39;

/** In answer to a session token, these can mean that it expired (open question 53). */
export const tokenExpired: ReadonlySet<number> = new Set([1, expired]);

const undocumented = entry(
  "OMA_UNKNOWN_NUMBER",
  "other",
  "an error number that OMA does not document",
  "Look at OpenSRS's documentation for this number.",
);

/** The catalogue's entry for a number; for one that OMA does not document, an entry of class "other". */
export function describeNumber(number: number): CatalogueEntry {
  return catalogue[number] ?? undocumented;
}

/** When the client sends a call again that the service answered with this number. */
export function retriedAfter(number: number): RetryRule {
  if (retryable.has(number)) return "always";
  if (number === expired) return "with new tokens";
  if (tokenExpired.has(number)) return "once, with a new token";
  return describeNumber(number).class === "unknown-outcome" ? "reads" : "never";
}
