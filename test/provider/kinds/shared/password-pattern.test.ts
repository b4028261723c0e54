import { createHash } from "node:crypto";
import { password } from "../../../../provider/kinds/shared/password-pattern.js";

const fits = (text: string) => password.test.test(text);
const digests = {
  MD5: "md5",
  SHA: "sha1",
  SHA1: "sha1",
  SHA224: "sha224",
  SHA256: "sha256",
  SHA384: "sha384",
  SHA512: "sha512",
} as const;
type Digest = keyof typeof digests;
const of = (type: Digest, salt = "") => createHash(digests[type]).update(`Quartz*Kite-58${salt}`).digest();
const unsalted = Object.keys(digests) as Digest[];
const salted = unsalted.filter((type) => type !== "MD5");
const withSalt = (type: Digest, salt: string) => Buffer.concat([of(type, salt), Buffer.from(salt)]).toString("base64");

describe("clear text", () => {
  test.each(["!", "#", "~", "a".repeat(54), "\\'`{}", "{unknown}x", "{X}y", "Quartz*Kite-58"])("may be %j", (text) =>
    expect(fits(text)).toBe(true),
  );
  test.each(["", " ", "two words", 'quo"te', "a".repeat(55), "pässword", "tab\t", "line\n", "\x7f"])(
    "may not be %j",
    (text) => expect(fits(text)).toBe(false),
  );
});

describe("a hash", () => {
  test.each(unsalted)("of type %s is as long as its digest, in base64 or hexadecimal", (type) => {
    const digest = of(type);
    expect(fits(`{${type}}${digest.toString("base64")}`)).toBe(true);
    expect(fits(`{${type}}${digest.toString("base64").replaceAll("=", "")}`)).toBe(true);
    expect(fits(`{${type}}${digest.toString("hex")}`)).toBe(true);
    expect(fits(`{${type}}${digest.toString("base64").slice(0, -6)}`)).toBe(false);
    expect(fits(`{${type}}${digest.toString("hex").slice(0, -2)}`)).toBe(false);
    expect(fits(`{${type}}${withSalt(type, "salt").slice(0, -1)}A`)).toBe(false);
  });

  test.each(salted)("of type S%s has a salt of any length after the digest", (type) => {
    for (const salt of ["s", "four", "sixteen letters."]) {
      expect(fits(`{S${type}}${withSalt(type, salt)}`)).toBe(true);
    }
    expect(fits(`{S${type}}${of(type).toString("base64").slice(0, -6)}`)).toBe(false);
  });

  // Published examples of crypt(3) and bcrypt.
  test.each([
    "{BCRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "{GCRYPT}$2b$10$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "{GCRYPT}$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8",
    "{CRYPT}$1$O3JMY.Tw$AdLnLjQ/5jXF9.MTp3gHv/",
    "{MD5}$1$O3JMY.Tw$AdLnLjQ/5jXF9.MTp3gHv/",
    "{CRYPT}rqXexS6ZhobKA",
    "{DES}rqXexS6ZhobKA",
  ])("may be %s", (text) => expect(fits(text)).toBe(true));

  test.each([
    "{SHA}",
    "{SSHA512}abc==",
    "{SSHA512}$6$saltstring$abc def",
    "{BCRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC",
    "{BCRYPT}rqXexS6ZhobKA",
    "{DES}rqXexS6ZhobK",
    `{GCRYPT}$6$${"x".repeat(148)}`,
    `{SSHA512}${"A".repeat(151)}`,
  ])("may not be %s: nobody could log in with it", (text) => expect(fits(text)).toBe(false));

  test.each(["{ssha512}Quartz", "{Bcrypt}Quartz", "{ARGON2ID}$argon2id$x", "{PBKDF2}abc"])(
    "of a type that OMA does not know, such as %s, is no clear text either",
    (text) => expect(fits(text)).toBe(false),
  );
});
