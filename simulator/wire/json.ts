/** A value in a request or an answer. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

export type JsonObject = { [member: string]: Json };

/** Levels. No call needs a hundredth of them, and a stack holds several times as many. */
const DEEPEST = 1000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a body holds. Undefined when it is not JSON, not an object, or nested too deep to be a request. */
export function parsedObject(body: unknown): JsonObject | undefined {
  if (typeof body !== "string") return undefined;
  try {
    const value: Json = JSON.parse(body);
    return isObject(value) && !isDeeper(value, DEEPEST) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** A copy through JSON text, as HTTP makes it. It shares nothing with the original. */
export function throughTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
