import { isHashed } from "../attributes/forms.js";
import type { Behaviours } from "../behaviours/switches.js";
import { ApiError } from "../wire/errors.js";

/**
 * INVENTED rules behind documented levels (question 32): the names of the levels are documented, what they require is
 * not. Length and number of character classes (lower case, upper case, digit, other).
 */
const LEVELS: Readonly<Record<string, { length: number; classes: number }>> = {
  weak: { length: 1, classes: 1 },
  medium: { length: 8, classes: 2 },
  good: { length: 10, classes: 3 },
  strong: { length: 12, classes: 4 },
};

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** INVENTED (question 32): the service has such a list, but its content is not known. Compared without case. */
const BANNED = new Set([
  "12345678",
  "123456789",
  "1234567890",
  "abc12345",
  "changeme1",
  "changeme123",
  "letmein123",
  "p@ssw0rd",
  "password",
  "password1",
  "password1!",
  "password123",
  "password123!",
  "qwerty123",
  "welcome1",
  "welcome123",
  "welcome123!",
]);

/** A part of the display name shorter than this is no account info (question 33). */
const NAME_PART = 4;
/** Assumed: a local part of one or two letters would forbid nearly every password. */
const LOCAL_PART = 3;

/** Throws 41 or 40 for a clear-text password. A hash cannot be checked. */
export function checkPassword(password: string, level: string, { passwordLevels }: Readonly<Behaviours>): void {
  if (isHashed(password)) return;
  if (BANNED.has(password.toLowerCase())) throw new ApiError(41);
  const { length, classes } = LEVELS[level] ?? { length: 8, classes: 2 };
  if (password.length < length) throw new ApiError(40);
  if (passwordLevels === "length") return;
  if (CLASSES.filter((one) => one.test(password)).length < classes) throw new ApiError(40);
}

/** Throws 48 for a clear-text password with account info in it. */
export function checkAccountInfo(password: string, local: string, domain: string, name: string): void {
  if (isHashed(password)) return;
  const lower = password.toLowerCase();
  const parts = [domain, ...name.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= NAME_PART)];
  if (local.length >= LOCAL_PART) parts.push(local);
  if (parts.some((part) => lower.includes(part.toLowerCase()))) throw new ApiError(48);
}

/** The policy of the present service (KB), which the API text does not mention. Throws 40. */
export function checkServicePolicy(password: string): void {
  if (isHashed(password)) return;
  const fits = password.length >= 10 && [/[0-9]/, /[A-Z]/, /[^a-zA-Z0-9]/].every((one) => one.test(password));
  if (!fits) throw new ApiError(40);
}
