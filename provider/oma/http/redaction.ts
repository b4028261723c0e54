import { isRecord } from "../../values.js";
import type { Fields } from "../methods/index.js";
import { spellingsOf } from "./spellings.js";

/** Fields with values that nobody may see: those of credentials, accounts, migrations and tokens, and one-time addresses. */
const secretFields: ReadonlySet<string> = new Set(["password", "token", "session_token", "snapshot"]);
const mask = "[secret]";

/** Every secret text inside a request or a response, however deep. */
export function secretsIn(body: unknown): string[] {
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([name, value]) =>
    secretFields.has(name) && typeof value === "string" ? [value] : secretsIn(value),
  );
}

/**
 * Takes secrets out of a text that came from outside, in each spelling that JSON, web addresses, web pages and base64 give them. It
 * finds whole values only: a service that repeated a part of a password would not be caught.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets.flatMap(spellingsOf))]
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, mask), text);
}

/** Redacts every text and every name in a JSON value. */
export function redactValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, secrets));
  return isRecord(value) ? redactFields(value, secrets) : value;
}

/** Redacts every text and every name in a JSON object, and masks its secret fields. */
export function redactFields(fields: Fields, secrets: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      redact(name, secrets),
      secretFields.has(name) && typeof value === "string" ? mask : redactValue(value, secrets),
    ]),
  );
}
