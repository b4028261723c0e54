import { ApiError } from "../wire/errors.js";
import { isObject, type Json, type JsonObject } from "../wire/json.js";

/**
 * The form of one request field. `name` is a text that names an object and must not be empty; `flag` is true or false,
 * and 1 or 0 as old clients send them; `choices` is a list of the values or one of them alone (PHP1 sends a text);
 * `entries` is a list of objects, one at least.
 */
type FieldForm =
  | { type: "name" | "text" | "flag" | "object" | "number" | "numeric" | "texts" | "any" }
  | { type: "choice" | "choices"; values: readonly string[] }
  | { type: "group"; fields: Readonly<Record<string, Field>> }
  | { type: "entries"; fields: Readonly<Record<string, Field>> };

export type Field = FieldForm & {
  required?: boolean;
  nullable?: boolean;
  /** For the documentation. */
  note?: string;
};

export type RequestShape = Readonly<Record<string, Field>>;

/**
 * Throws 5 with the names of all fields that are missing or of the wrong type. Unknown fields pass unless `strict`
 * (question 59). A shape without fields accepts anything.
 */
export function checkFields(shape: RequestShape, fields: JsonObject, strict = false): void {
  const problems: Record<string, string> = {};
  collect(shape, fields, "", problems);
  const unknown = strict && Object.keys(shape).length > 0 ? Object.keys(fields).filter((name) => !(name in shape)) : [];
  for (const name of unknown) problems[name] = "unknown field";
  if (Object.keys(problems).length > 0) throw new ApiError(5, problems);
}

function collect(shape: RequestShape, fields: JsonObject, path: string, problems: Record<string, string>): void {
  for (const [name, field] of Object.entries(shape)) {
    const value = fields[name];
    if (value === undefined) {
      if (field.required) problems[path + name] = "missing";
    } else if (value === null) {
      if (!field.nullable) problems[path + name] = "must not be null";
    } else if (field.type === "group") {
      if (isObject(value)) collect(field.fields, value, `${path}${name}.`, problems);
      else problems[path + name] = "must be an object";
    } else if (field.type === "entries") {
      if (!Array.isArray(value) || value.length === 0)
        problems[path + name] = "must be a list of objects, with one at least";
      else collectEntries(field.fields, value, path + name, problems);
    } else {
      const reason = problem(field, value);
      if (reason) problems[path + name] = reason;
    }
  }
}

function collectEntries(
  shape: RequestShape,
  entries: readonly Json[],
  path: string,
  problems: Record<string, string>,
): void {
  for (const [index, entry] of entries.entries()) {
    if (isObject(entry)) collect(shape, entry, `${path}.${index}.`, problems);
    else problems[`${path}.${index}`] = "must be an object";
  }
}

function problem(field: Exclude<FieldForm, { fields: unknown }>, value: Json): string | undefined {
  switch (field.type) {
    case "any":
      return undefined;
    case "name":
      return typeof value === "string" && value !== "" ? undefined : "must be a string that is not empty";
    case "text":
      return typeof value === "string" ? undefined : "must be a string";
    case "flag":
      return typeof value === "boolean" || value === 0 || value === 1 ? undefined : "must be true or false";
    case "object":
      return isObject(value) ? undefined : "must be an object";
    case "number":
      return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "must be a whole number from 0";
    case "numeric":
      return /^-?\d{1,15}$/.test(String(value)) && typeof value !== "boolean" ? undefined : "must be a number";
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string")
        ? undefined
        : "must be a list of strings";
    case "choice":
      return typeof value === "string" && field.values.includes(value)
        ? undefined
        : "must be one of the allowed values";
    case "choices": {
      const list = Array.isArray(value) ? value : [value];
      return list.every((item) => typeof item === "string" && field.values.includes(item))
        ? undefined
        : "must be one of the allowed values";
    }
  }
}

/** Whether a checked flag is true. 1 counts as true. */
export function isSet(value: Json | undefined): boolean {
  return value === true || value === 1;
}

/** A checked `choices` value as a list. Undefined when it is left out or empty, which restricts nothing. */
export function chosen(value: Json | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const list = (Array.isArray(value) ? value : [value]) as string[];
  return list.length > 0 ? list : undefined;
}

/** Window of a search. `Limit` with a capital, as the brand pages print it, is ignored like any unknown member. */
export const RANGE: Field = { type: "group", fields: { first: { type: "number" }, limit: { type: "number" } } };

export function sortField(by: readonly string[]): Field {
  return {
    type: "group",
    fields: {
      by: { type: "choice", values: by },
      direction: { type: "choice", values: ["ascending", "descending"] },
    },
  };
}
