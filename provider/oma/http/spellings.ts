/** Every spelling in which a service, a proxy or a web page between may repeat a secret. */
export function spellingsOf(secret: string): readonly string[] {
  const plain = [secret, ...jsonOf(secret), ...jsonOf(secret).flatMap(jsonOf), ...webOf(secret), ...pageOf(secret)];
  return [...new Set([...plain, ...base64Of(secret)])].filter((text) => text !== "");
}

/** As JSON writes it inside quotes; PHP also escapes slashes, and characters outside of ASCII. */
function jsonOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = (upper: boolean) =>
    json.replace(/[^\0-\x7f]/g, (c) => {
      const code = c.charCodeAt(0).toString(16).padStart(4, "0");
      return `\\u${upper ? code.toUpperCase() : code}`;
    });
  const written = [json, ascii(false), ascii(true)];
  return [...written, ...written.map((one) => one.replaceAll("/", "\\/"))];
}

/** As web addresses and forms write it. Half of a surrogate pair has no web form. */
function webOf(secret: string): string[] {
  const whole = Buffer.from(secret).toString();
  const written = [encodeURIComponent(whole), new URLSearchParams({ "": whole }).toString().slice(1)];
  const everyByte = [...Buffer.from(whole)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const lower = written.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  return [...written, ...lower, everyByte, everyByte.toUpperCase()];
}

const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" } as const;
const apostrophes = ["'", "&#39;", "&#039;", "&#x27;", "&#X27;", "&apos;"];

/** As web pages write it: with the names of HTML, or with the numbers of characters, decimal or hexadecimal. */
function pageOf(secret: string): string[] {
  const withNames = secret.replace(/[&<>"]/g, (c) => named[c as keyof typeof named]);
  const numbered = (digits: (code: number) => string) => [
    secret.replace(/[&<>"'`=/]/g, (c) => digits(c.charCodeAt(0))),
    secret.replace(/[\s\S]/g, (c) => digits(c.charCodeAt(0))),
  ];
  return [
    ...apostrophes.map((apostrophe) => withNames.replaceAll("'", apostrophe)),
    withNames.replaceAll("'", "&#39;").replaceAll('"', "&#34;").replaceAll("&quot;", "&#34;"),
    ...numbered((code) => `&#${code};`),
    ...numbered((code) => `&#x${code.toString(16)};`),
    ...numbered((code) => `&#x${code.toString(16).toUpperCase()};`),
  ];
}

/** Fewer characters of base64 could be a part of anything. */
const fewestOfBase64 = 8;

/**
 * As base64 writes it, for itself or in the middle of a longer text, such as `user:password`: what stands before it moves it by zero,
 * one or two bytes, and the characters at its ends also hold bits of its neighbours.
 */
function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inner = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
  const whole = bytes.toString("base64").replace(/=+$/, "");
  return [whole, ...inner]
    .filter((text) => text.length >= fewestOfBase64)
    .flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]);
}
