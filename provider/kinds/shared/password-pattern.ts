import type { Pattern } from "../attribute.js";

/** Most characters after the type of a hash (GUIDE data-constraints). */
const longestHash = 150;

/** A hash in a form of crypt(3): an id between dollar signs, parameters, salt and result. */
const crypt = "\\$[0-9a-z]+\\$[\\x21-\\x7e]+";
const des = "[./0-9A-Za-z]{13}";
const bcrypt = "\\$2[abxy]?\\$\\d\\d\\$[./0-9A-Za-z]{53}";

/** A digest of this many bytes, in base64 or hexadecimal. */
const digest = (bytes: number) =>
  `[A-Za-z0-9+/]{${Math.ceil((bytes * 4) / 3)}}={0,2}|[0-9A-Fa-f]{${bytes * 2}}|${crypt}`;
/** The same with a salt after it, of any length. */
const salted = (bytes: number) => `[A-Za-z0-9+/]{${Math.ceil(((bytes + 1) * 4) / 3)},}={0,2}`;

/**
 * What may follow each type. GUIDE names the types and says only "1 to 150 ASCII characters". NOTE-MD says that GCRYPT is for
 * the forms of glibc. How digests are encoded is not documented, so every usual way is accepted. Refused is a hash that was cut
 * off or belongs to another type: nobody could log in with it.
 */
const forms: Readonly<Record<string, string>> = {
  MD5: digest(16),
  SHA: digest(20),
  SHA1: digest(20),
  SHA224: digest(28),
  SHA256: digest(32),
  SHA384: digest(48),
  SHA512: digest(64),
  SSHA: salted(20),
  SSHA1: salted(20),
  SSHA224: salted(28),
  SSHA256: salted(32),
  SSHA384: salted(48),
  SSHA512: salted(64),
  BCRYPT: bcrypt,
  CRYPT: `${crypt}|${des}`,
  GCRYPT: crypt,
  DES: des,
};

const hash = Object.entries(forms)
  .map(([type, form]) => `\\{${type}\\}(?:${form})`)
  .join("|");
const inAnyCase = (type: string) => type.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`);
/** A type in any case, or what looks like a type that OMA does not know. */
const looksLikeHash = `\\{(?:${Object.keys(forms).map(inAnyCase).join("|")}|[A-Z][A-Z0-9-]{2,})\\}`;

/** GUIDE data-constraints and NOTE-MD: clear text of 1 to 54 characters, or a hash in a named form. */
export const password: Pattern = {
  says: `1 to 54 printable ASCII characters without space and double quote, or a hash such as {SSHA512} followed by at most ${longestHash} characters in the form of that type`,
  test: new RegExp(
    `^(?:(?=\\{[A-Z0-9]+\\}.{1,${longestHash}}$)(?:${hash})|(?!${looksLikeHash})[\\x21\\x23-\\x7e]{1,54})$`,
  ),
};
