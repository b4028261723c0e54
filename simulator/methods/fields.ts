import type { Behaviours } from "../behaviours/switches.js";
import { ApiError } from "../wire/errors.js";
import { isObject, type Json, type JsonObject } from "../wire/json.js";

/**
 * The form of one request field. `name` is a text that names an object and must not be empty; `id` and `ids` are such texts
 * that the service made of numbers; `position` is a place in a list of rows; `flag` is true or false, and 1 or 0 as old
 * clients send them; `choices` is a list of the values or one of them alone (PHP1 sends a text); `entries` is a list of
 * objects, one at least.
 */
type FieldForm =
  | { type: "name" | "id" | "ids" | "text" | "flag" | "object" | "number" | "position" | "numeric" | "texts" | "any" }
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

/** What decides how requests are read. */
export type Reading = Pick<Behaviours, "unknownFields" | "nullFields" | "digitsInRange" | "numericIds">;

/**
 * The fields as a method gets them: without the nulls that count as left out (question 69), positions as numbers and ids as
 * texts (question 71). Unknown fields pass unless the behaviours refuse them (question 59). A shape without fields accepts
 * anything.
 *
 * @throws ApiError 5 with the names of all fields that are missing or of the wrong type.
 */
export function readFields(shape: RequestShape, sent: JsonObject, reading: Reading): JsonObject {
  const fields = normalised(shape, sent, reading);
  const problems: Record<string, string> = {};
  collect(shape, fields, "", problems);
  const isStrict = reading.unknownFields === 5 && Object.keys(shape).length > 0;
  const unknown = isStrict ? Object.keys(fields).filter((name) => !(name in shape)) : [];
  for (const name of unknown) problems[name] = "unknown field";
  if (Object.keys(problems).length > 0) throw new ApiError(5, problems);
  return fields;
}

function normalised(shape: RequestShape, fields: JsonObject, reading: Reading): JsonObject {
  const isOmitted = (field: Field | undefined, value: Json) =>
    value === null && field !== undefined && !field.required && !field.nullable && reading.nullFields === "omitted";
  const known = (name: string) => (Object.hasOwn(shape, name) ? shape[name] : undefined);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => !isOmitted(known(name), value))
      .map(([name, value]) => [name, normalisedValue(known(name), value, reading)]),
  );
}

function normalisedValue(field: Field | undefined, value: Json, reading: Reading): Json {
  switch (field?.type) {
    case "group":
      return isObject(value) ? normalised(field.fields, value, reading) : value;
    case "position":
      return reading.digitsInRange === "accepted" && typeof value === "string" && /^\d{1,15}$/.test(value)
        ? Number(value)
        : value;
    case "id":
      return idOf(value, reading);
    case "ids":
      return Array.isArray(value) ? value.map((item) => idOf(item, reading)) : value;
    default:
      return value;
  }
}

function idOf(value: Json, { numericIds }: Reading): Json {
  return numericIds === "accepted" && Number.isSafeInteger(value) ? String(value) : value;
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
    case "id":
      return typeof value === "string" && value !== "" ? undefined : "must be a string that is not empty";
    case "text":
      return typeof value === "string" ? undefined : "must be a string";
    case "flag":
      return typeof value === "boolean" || value === 0 || value === 1 ? undefined : "must be true or false";
    case "object":
      return isObject(value) ? undefined : "must be an object";
    case "number":
    case "position":
      return Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "must be a whole number from 0";
    case "numeric":
      return /^-?\d{1,15}$/.test(String(value)) && typeof value !== "boolean" ? undefined : "must be a number";
    case "texts":
    case "ids":
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
export const RANGE: Field = { type: "group", fields: { first: { type: "position" }, limit: { type: "position" } } };

export function sortField(by: readonly string[]): Field {
  return {
    type: "group",
    fields: {
      by: { type: "choice", values: by },
      direction: { type: "choice", values: ["ascending", "descending"] },
    },
  };
}
