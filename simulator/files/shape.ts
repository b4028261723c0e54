import { isObject } from "../wire/json.js";
import type { Path } from "./structured-file.js";

/** The form of a value in a file. */
export type Shape =
  | "text"
  | "number"
  | "flag"
  /** A string that `Date` can read. */
  | "date"
  /** An object of any members: attributes, which the service checks. */
  | "named"
  | { list: Shape }
  | { choice: readonly string[] }
  | { fields: Readonly<Record<string, Shape>>; needs: readonly string[]; what: string };

export interface Misfit {
  path: Path;
  reason: string;
}

/** The first place where a value does not have the form. Undefined when it has. */
export function misfit(shape: Shape, value: unknown, path: Path = []): Misfit | undefined {
  const wrong = (reason: string): Misfit => ({ path, reason });
  if (shape === "text") return typeof value === "string" && value !== "" ? undefined : wrong("must be a string");
  if (shape === "number") {
    return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : wrong("must be a whole number");
  }
  if (shape === "flag") return typeof value === "boolean" ? undefined : wrong("must be true or false");
  if (shape === "date") {
    const isDate = typeof value === "string" && !Number.isNaN(Date.parse(value));
    return isDate ? undefined : wrong("must be a date as a string, such as 2026-02-28T12:00:00Z");
  }
  if (shape === "named") return isObject(value) ? undefined : wrong("must be an object");
  if ("choice" in shape) {
    return shape.choice.includes(value as string) ? undefined : wrong(`must be one of ${shape.choice.join(", ")}`);
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) return wrong("must be a list");
    return firstOf(value.entries(), ([position, item]) => misfit(shape.list, item, [...path, position]));
  }
  if (!isObject(value))
    return wrong(`must be ${shape.what}, an object with ${shape.needs.join(", ") || "any of its fields"}`);
  const missing = shape.needs.find((name) => value[name] === undefined || value[name] === null);
  if (missing !== undefined) return wrong(`${missing} is missing: ${shape.what} needs ${shape.needs.join(", ")}`);
  return firstOf(Object.entries(value), ([name, inner]) => {
    const own = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (own) return misfit(own, inner, [...path, name]);
    const known = Object.keys(shape.fields).join(", ");
    return { path: [...path, name], reason: `unknown field: ${shape.what} has ${known}` };
  });
}

function firstOf<T>(items: Iterable<T>, look: (item: T) => Misfit | undefined): Misfit | undefined {
  for (const item of items) {
    const found = look(item);
    if (found) return found;
  }
  return undefined;
}
