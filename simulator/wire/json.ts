/** A value in a request or an answer. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

export type JsonObject = { [member: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy through JSON text, as HTTP makes it. It shares nothing with the original. */
export function throughTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
