import fc from "fast-check";
import { Vault } from "../../../../provider/lifecycle/secrets/vault.js";

const text = fc.string({ minLength: 1, maxLength: 60, unit: "binary" });

test("what was sealed can be opened, whatever the text", () => {
  fc.assert(
    fc.property(text, (secret) => {
      const vault = new Vault();
      return vault.textOf(vault.fingerprint(secret).fingerprint) === secret;
    }),
    { numRuns: 30 },
  );
});

test("a fingerprint and its revision are kept for the same text and for no other", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const last = { ...new Vault().fingerprint(one), revision: 7 };
      const next = new Vault().fingerprint(other, last);
      return one === other
        ? next.fingerprint === last.fingerprint && next.revision === 7
        : next.fingerprint !== last.fingerprint && next.revision === 8;
    }),
    { numRuns: 30 },
  );
});

test("what was never sealed cannot be opened", () => {
  expect(new Vault().textOf("scrypt:a:b")).toBeUndefined();
});

test("a vault shows nothing when it is turned into JSON", () => {
  const vault = new Vault();
  vault.fingerprint("Canary");
  expect(JSON.stringify(vault)).not.toContain("Canary");
});
