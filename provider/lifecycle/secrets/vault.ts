import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import type { Fingerprinted } from "./fingerprinted.js";

/**
 * The cost of scrypt: about 2 ms and 1 MB for a password on a small machine. Checks run serially and a tenant may have 10,000
 * users, so every preview would pay for a higher cost.
 */
const cost = { N: 1024, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;

/**
 * Keeps the clear text of secrets in the memory of the process, and returns salted fingerprints in their place. `check` stores
 * the texts, so the engine's state holds only fingerprints. `create` and `update` run later in the same process and get the
 * texts back.
 */
export class Vault {
  private readonly texts = new Map<string, string>();

  /** A fingerprint of the text. It is `last` when that is a fingerprint of the same text, and else the next revision. */
  fingerprint(text: string, last?: Fingerprinted): Fingerprinted & { readonly fingerprint: string } {
    const { fingerprint: known, revision = 0 } = last ?? {};
    const isSame = known !== undefined && matches(text, known);
    const fingerprint = isSame ? known : fingerprintOf(text, randomBytes(saltBytes));
    this.texts.set(fingerprint, text);
    return { fingerprint, revision: isSame ? revision : revision + 1 };
  }

  /** @returns undefined when this process has not seen the text. */
  textOf(fingerprint: string): string | undefined {
    return this.texts.get(fingerprint);
  }

  /**
   * Whether two fingerprints are of one text.
   *
   * @param seen of a text that this process has seen; false for any other.
   */
  isOfSameText(seen: string, other: string): boolean {
    const text = this.texts.get(seen);
    if (text === undefined) return false;
    const known = this.texts.get(other);
    return known === undefined ? matches(text, other) : known === text;
  }
}

function fingerprintOf(text: string, salt: Buffer): string {
  return `scrypt:${salt.toString("base64url")}:${scryptSync(text, salt, hashBytes, cost).toString("base64url")}`;
}

function matches(text: string, fingerprint: string): boolean {
  const salt = Buffer.from(fingerprint.split(":")[1] ?? "", "base64url");
  const [a, b] = [Buffer.from(fingerprintOf(text, salt)), Buffer.from(fingerprint)];
  return a.length === b.length && timingSafeEqual(a, b);
}
