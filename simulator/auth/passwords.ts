import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { isHashed } from "../attributes/forms.js";
import type { StoredPassword } from "../store/objects.js";

export function storePassword(password: string): StoredPassword {
  if (isHashed(password)) return { foreign: password };
  const salt = randomBytes(8).toString("hex");
  return { salt, digest: digestOf(salt, password).toString("hex") };
}

export function verifyPassword(stored: StoredPassword | undefined, password: string): boolean {
  if (!stored || "foreign" in stored) return false;
  return timingSafeEqual(digestOf(stored.salt, password), Buffer.from(stored.digest, "hex"));
}

function digestOf(salt: string, password: string): Buffer {
  return createHash("sha256").update(salt).update(password).digest();
}

/** Random, and good enough for the strongest level. */
export function freshPassword(): string {
  return `Oma-${randomBytes(12).toString("hex")}-Q7`;
}
