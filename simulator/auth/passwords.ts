import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A stored password. Salted SHA-256 keeps the clear text out of memory and is cheap enough for thousands of calls a
 * second; it would be far too weak for real accounts, which this service never holds.
 * `foreign` is a hash the caller made (`{TYPE}...`): kept as given, and no login can match it, because the
 * simulator does not implement the hash types.
 */
export type StoredPassword = { salt: string; digest: string } | { foreign: string };

export function storePassword(password: string): StoredPassword {
  if (isHashed(password)) return { foreign: password };
  const salt = randomBytes(8).toString("hex");
  return { salt, digest: digestOf(salt, password).toString("hex") };
}

export function verifyPassword(stored: StoredPassword | undefined, password: string): boolean {
  if (!stored || "foreign" in stored) return false;
  return timingSafeEqual(digestOf(stored.salt, password), Buffer.from(stored.digest, "hex"));
}

// GUIDE data-constraints: the hash types a caller may send.
const HASHED =
  /^\{(MD5|BCRYPT|CRYPT|DES|SHA|SHA1|SHA224|SHA256|SHA384|SHA512|SSHA|SSHA1|SSHA224|SSHA256|SSHA384|SSHA512|GCRYPT)\}/i;

export function isHashed(password: string): boolean {
  return HASHED.test(password);
}

/** The length and characters of a password (GUIDE data-constraints; character set: NOTE-MD). */
export function passwordFormProblem(password: string): string | undefined {
  if (isHashed(password)) {
    const hash = password.slice(password.indexOf("}") + 1);
    return /^[\x21-\x7e]{1,150}$/.test(hash) ? undefined : "a hash has 1 to 150 printable ASCII characters";
  }
  return /^[\x21\x23-\x7e]{1,54}$/.test(password)
    ? undefined
    : "a password has 1 to 54 ASCII characters, no space and no double quote";
}

function digestOf(salt: string, password: string): Buffer {
  return createHash("sha256").update(salt).update(password).digest();
}
