import { isObject } from "../wire/json.js";
import type { Path } from "./structured-file.js";

/** The form of a value in a file. */
export type Shape =
  | "text"
  | "number"
  | "flag"
  /** Anything by name: attributes, which the service looks at itself. */
  | "named"
  | { list: Shape }
  | { choice: readonly string[] }
  | { fields: Readonly<Record<string, Shape>>; needs: readonly string[]; what: string };

export interface Misfit {
  path: Path;
  reason: string;
}

/** The first thing in a value that does not have the form; nothing when all of it has. */
export function misfit(shape: Shape, value: unknown, path: Path = []): Misfit | undefined {
  const wrong = (reason: string): Misfit => ({ path, reason });
  if (shape === "text") return typeof value === "string" && value !== "" ? undefined : wrong("a text is needed");
  if (shape === "number") {
    return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : wrong("a whole number is needed");
  }
  if (shape === "flag") return typeof value === "boolean" ? undefined : wrong("true or false is needed");
  if (shape === "named") return isObject(value) ? undefined : wrong("names with values are needed");
  if ("choice" in shape) {
    return shape.choice.includes(value as string) ? undefined : wrong(`one of ${shape.choice.join(", ")} is needed`);
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) return wrong("a list is needed");
    return firstOf(value.entries(), ([position, item]) => misfit(shape.list, item, [...path, position]));
  }
  if (!isObject(value)) return wrong(`${shape.what} is needed, with ${shape.needs.join(", ")}`);
  const missing = shape.needs.find((name) => value[name] === undefined || value[name] === null);
  if (missing !== undefined) return wrong(`${missing} is missing; ${shape.what} needs ${shape.needs.join(", ")}`);
  return firstOf(Object.entries(value), ([name, inner]) => {
    const own = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (own) return misfit(own, inner, [...path, name]);
    const known = Object.keys(shape.fields).join(", ");
    return { path: [...path, name], reason: `no such field; ${shape.what} has ${known}` };
  });
}

function firstOf<T>(items: Iterable<T>, look: (item: T) => Misfit | undefined): Misfit | undefined {
  for (const item of items) {
    const found = look(item);
    if (found) return found;
  }
  return undefined;
}
