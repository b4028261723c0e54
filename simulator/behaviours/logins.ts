import { choice, type Switch } from "./switch.js";

/** Passwords, second factors and tokens. */
export const LOGINS = {
  secondFactor: choice(
    ["own", 33, 42],
    "The second factor of password logins: by the state of each admin, or one number for all of them.",
    "64",
  ),
  wrongSecondFactor: choice(
    [35, 43],
    "The number of a wrong second-factor code; the sources give two the same meaning.",
  ),
  twoFactorAttribute: choice(
    ["unknown", "guarded"],
    "The attribute 2fa_required_oma, known from the text of error 44 only: not an attribute at all (6), or one of company, domain and user that only callers who logged in with a second factor may change (44).",
    "49",
  ),
  expiredToken: choice([39, 1], "The answer to an expired token.", "53"),
  ssoToken: choice(["once", "kept"], "Whether an sso token with oma true ends with its first call.", "54"),
  ssoDuration: choice(["asked", 24], "Whether an sso token lasts as long as requested, or always 24 hours (CLI-PY)."),
  omaFlagByOthers: choice(
    [9, "ignored"],
    "generate_token with oma true from somebody who is no company admin. GUIDE: company admins only.",
  ),
  logoutEndsTokens: choice(
    [false, true],
    "Whether logout_user also ends the session and sso tokens of the user. PHP2 names IMAP and POP sessions only.",
  ),
  passwordRequiredForMailbox: choice(
    [true, false],
    "Whether a mailbox needs a password to be created (6 without).",
    "31",
  ),
  servicePasswordPolicy: choice(
    [false, true],
    "Whether all passwords need ten characters with a digit, a capital and a symbol (40 otherwise). KB: a policy of the present service, not of the API text.",
  ),
  passwordLevels: choice(
    ["length and classes", "length"],
    "What the password levels require: a length and a number of character classes, or a length alone (40). Both are invented.",
    "32",
  ),
  accountInfo: choice(
    ["address and name", "address"],
    "What a password must not contain (48): local part, domain and longer parts of the display name, or the first two.",
    "33",
  ),
} as const satisfies Record<string, Switch<unknown>>;
