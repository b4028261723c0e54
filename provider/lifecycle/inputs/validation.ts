import type { Attribute, ValueShape } from "../../kinds/attribute.js";
import type { Option } from "../../kinds/kind.js";
import { isRecord } from "../../values.js";

type Shape = ValueShape | Exclude<Option["value"], { shape: "flag" }>;

/** What a value of this shape must be, as a clause for messages. */
export function expectation(shape: Shape, unit?: string): string {
  const inUnit = unit === undefined ? "" : `, in ${unit}`;
  switch (shape.shape) {
    case "text": {
      const length = shape.maxLength === undefined ? "" : ` of at most ${shape.maxLength} characters`;
      return shape.pattern ? `${shape.pattern.says}${length && `,${length}`}` : `a string${length}`;
    }
    case "integer":
      return `a whole number${range(shape.min, shape.max)}${inUnit}`;
    case "flag":
      return shape.only ? "true, or left out" : "true or false";
    case "choice":
      return `one of ${shape.values.map((value) => `"${value}"`).join(", ")}`;
    case "texts":
      return `a list${sizes(shape)}, each ${shape.item.says}`;
    case "records":
      return `a list of at most ${shape.maxItems} objects with ${Object.keys(shape.fields).join(", ")}`;
    case "map":
      return "an object of names and values";
    case "seconds":
      return "a number of seconds, 0 or more";
  }
}

/** @returns why the value does not fit, or undefined when it does. Never repeats the value: it may be a secret. */
export function whyInvalid(shape: Shape, value: unknown, unit?: string): string | undefined {
  return fits(shape, value) ? undefined : `must be ${expectation(shape, unit)}${detail(shape, value)}`;
}

function fits(shape: Shape, value: unknown): boolean {
  switch (shape.shape) {
    case "text":
      return typeof value === "string" && fitsText(shape, value);
    case "integer":
      return (
        typeof value === "number" &&
        Number.isInteger(value) &&
        value >= (shape.min ?? Number.NEGATIVE_INFINITY) &&
        value <= (shape.max ?? Number.POSITIVE_INFINITY)
      );
    case "flag":
      return shape.only ? value === true : typeof value === "boolean";
    case "choice":
      return (
        typeof value === "string" &&
        (("open" in shape && shape.open === true && value !== "") || shape.values.includes(value))
      );
    case "texts":
      return (
        Array.isArray(value) &&
        value.length >= (shape.minItems ?? 0) &&
        value.length <= (shape.maxItems ?? Number.POSITIVE_INFINITY) &&
        value.every((item) => fitsItem(shape.item.test, item))
      );
    case "records":
      return (
        Array.isArray(value) &&
        value.length <= shape.maxItems &&
        value.every((record) => fitsRecord(shape.fields, record))
      );
    case "map":
      return isRecord(value);
    case "seconds":
      return typeof value === "number" && value >= 0;
  }
}

/** "" clears a free text. An attribute with a pattern is cleared with null. */
function fitsText(shape: Extract<ValueShape, { shape: "text" }>, value: string): boolean {
  return lengthOf(value) <= (shape.maxLength ?? Number.POSITIVE_INFINITY) && (shape.pattern?.test.test(value) ?? true);
}

/** In characters, as the service counts them, not in UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}

function fitsItem(test: RegExp, item: unknown): boolean {
  return typeof item === "string" && test.test(item);
}

function fitsRecord(fields: Extract<Attribute["value"], { shape: "records" }>["fields"], record: unknown): boolean {
  if (!isRecord(record)) return false;
  if (Object.keys(record).some((name) => !(name in fields))) return false;
  return Object.entries(fields).every(([name, field]) => {
    const value = record[name];
    if (value === undefined || value === null) return field.required !== true;
    if (typeof value !== "string" || lengthOf(value) > (field.maxLength ?? Number.POSITIVE_INFINITY)) return false;
    return field.values?.includes(value) ?? true;
  });
}

/** Names the first wrong entry of a list: nobody can search 1,000 addresses by eye. */
function detail(shape: Shape, value: unknown): string {
  if (!Array.isArray(value) || (shape.shape !== "texts" && shape.shape !== "records")) return "";
  const isRight = (entry: unknown) =>
    shape.shape === "texts" ? fitsItem(shape.item.test, entry) : fitsRecord(shape.fields, entry);
  const wrong = value.findIndex((entry) => !isRight(entry));
  return wrong < 0 ? ` (it has ${value.length})` : ` (entry ${wrong} is not)`;
}

function sizes({ minItems, maxItems }: Extract<ValueShape, { shape: "texts" }>): string {
  if (minItems !== undefined) return ` of ${minItems} or more`;
  return maxItems === undefined ? "" : ` of at most ${maxItems}`;
}

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  return min === undefined ? "" : `, ${min} or more`;
}
