/** Fields whose values must never be seen: those of credentials, accounts, migrations and tokens, and one-time addresses. */
const secretFields: ReadonlySet<string> = new Set(["password", "token", "session_token", "snapshot"]);
const mask = "[secret]";

/** Every secret text inside a request or an answer. */
export function secretsIn(body: unknown): string[] {
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([name, value]) =>
    secretFields.has(name) && typeof value === "string" ? [value] : secretsIn(value),
  );
}

/**
 * Takes secrets out of a text that came from outside, also as JSON, a web address or a web page write them. Only whole
 * values are found: a service that echoed a part of a password would not be caught.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets.flatMap(spellings))]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.split(secret).join(mask), text);
}

/** The same for every text and every name in a value. */
export function redactDeep<T>(value: T, secrets: readonly string[]): T {
  const clean = (part: unknown): unknown => {
    if (typeof part === "string") return redact(part, secrets);
    if (Array.isArray(part)) return part.map(clean);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        redact(name, secrets),
        secretFields.has(name) && typeof inner === "string" ? mask : clean(inner),
      ]),
    );
  };
  return clean(value) as T;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function spellings(secret: string): string[] {
  // Half of a surrogate pair has no web form.
  const whole = Buffer.from(secret).toString();
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(whole),
    new URLSearchParams({ "": whole }).toString().slice(1),
    secret.replace(/[&<>"']/g, (character) => entities[character] as string),
  ];
}
