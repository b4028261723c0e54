/** Request fields whose values must never be seen: those of credentials, of accounts and of migrations. */
const secretFields: ReadonlySet<string> = new Set(["password", "token", "session_token"]);

/** Every secret text inside a request body. */
export function secretsIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(secretsIn);
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([name, value]) =>
    secretFields.has(name) && typeof value === "string" ? [value] : secretsIn(value),
  );
}

/**
 * Takes secrets out of a text that came from outside. Only whole values are found: a service that echoed a part of a
 * password would not be caught.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.split(secret).join("[secret]"), text);
}
