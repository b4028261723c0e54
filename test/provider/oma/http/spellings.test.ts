import fc from "fast-check";
import { redact } from "../../../../provider/oma/http/redaction.js";

const secret = `K/i"t&e <7>'é+š`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const php = (text: string) =>
  JSON.stringify(text)
    .replaceAll("/", "\\/")
    .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const numbered = (digits: (code: number) => string) => [...secret].map((c) => digits(c.charCodeAt(0))).join("");

test.each([
  ["itself", secret],
  ["JSON", JSON.stringify(secret)],
  ["JSON with escaped slashes", JSON.stringify(secret).replaceAll("/", "\\/")],
  ["the JSON of PHP", php(secret)],
  ["JSON in JSON", JSON.stringify(JSON.stringify(secret))],
  ["the JSON of PHP in itself", php(php(secret))],
  ["a web address", encodeURIComponent(secret)],
  ["a web address in lower case", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
  ["a web address with every byte", [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join("")],
  ["a form", new URLSearchParams({ q: secret }).toString()],
  ["a web page", "K/i&quot;t&amp;e &lt;7&gt;&#39;é+š"],
  ["a web page of PHP", "K/i&quot;t&amp;e &lt;7&gt;&#039;é+š"],
  ["a web page of Python", "K/i&quot;t&amp;e &lt;7&gt;&#x27;é+š"],
  ["a web page of Go", "K/i&#34;t&amp;e &lt;7&gt;&#39;é+š"],
  ["a web page with decimal numbers", numbered((code) => `&#${code};`)],
  ["a web page with hexadecimal numbers", numbered((code) => `&#x${code.toString(16)};`)],
  ["base64", base64(secret)],
  ["base64 for web addresses", Buffer.from(secret).toString("base64url")],
])("a secret that is repeated as %s is taken out", (_, spelled) => {
  expect(redact(`before ${spelled} after`, [secret])).toMatch(/^before \S*\[secret\]\S* after$/);
});

test("a secret in the middle of base64 is taken out, wherever it begins", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (before, after) => {
      const clean = redact(base64(`${before}${secret}${after}`), [secret]);
      expect(clean).toContain("[secret]");
      expect(Buffer.from(clean.replace("[secret]", ""), "base64").toString()).not.toContain(secret.slice(2, -2));
    }),
  );
});

test("a short secret takes no part out of longer words in base64", () => {
  expect(redact("QUJDREVG YWI= ab", ["ab"])).toBe("QUJDREVG YWI= [secret]");
});
