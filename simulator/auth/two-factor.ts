import type { Behaviours } from "../behaviours/switches.js";
import type { User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import type { Call } from "./call.js";

/** Known from the text of error 44 only (question 49). */
const ATTRIBUTE = "2fa_required_oma";

/**
 * Whether a login by password had a second factor. Throws 33 when one is wanted, 42 when it is forced but not set up and
 * the grace logins are used up (SEED-ERR), and the number of a wrong code.
 */
export function passedSecondFactor(
  store: Store,
  user: User,
  code: string | undefined,
  behaviours: Readonly<Behaviours>,
): boolean {
  if (behaviours.secondFactor !== "own") throw new ApiError(behaviours.secondFactor);
  const own = user.twoFactor;
  if (own?.enabled) {
    if (code === undefined) throw new ApiError(33);
    if (code !== own.code) throw new ApiError(behaviours.wrongSecondFactor);
    return true;
  }
  if (!own?.required && !requiredAbove(store, user)) return false;
  if (!own || own.graceLogins < 1) throw new ApiError(42);
  own.graceLogins--;
  return false;
}

function requiredAbove(store: Store, user: User): boolean {
  const domain = store.domainOf(user);
  return [user, domain, store.companyOf(domain)].some(({ attributes }) => attributes[ATTRIBUTE] === true);
}

/** Splits the guarded attribute from a change. Throws 44 when the caller has no second factor. */
export function withoutTwoFactorAttribute(
  { behaviours, secondFactor }: Call<unknown>,
  attributes: JsonObject,
): { rest: JsonObject; guarded: JsonObject } {
  if (behaviours.twoFactorAttribute === "unknown" || !(ATTRIBUTE in attributes))
    return { rest: attributes, guarded: {} };
  const { [ATTRIBUTE]: wanted, ...rest } = attributes as { [name: string]: Json };
  if (typeof wanted !== "boolean") throw new ApiError(6, { [ATTRIBUTE]: "must be true or false" });
  if (!secondFactor) throw new ApiError(44);
  return { rest, guarded: { [ATTRIBUTE]: wanted } };
}
