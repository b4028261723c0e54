import { domainToASCII } from "node:url";
import type { Pattern, ValueShape } from "../../kinds/attribute.js";
import type { Option } from "../../kinds/kind.js";
import { isRecord } from "../../values.js";

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** What is outside of these is milliseconds, or days. */
const firstTime = Date.UTC(2000, 0) / 1000;
const lastTime = Date.UTC(2100, 0) / 1000 - 1;
/** A delete that waits for longer than a day is a number of milliseconds. */
const mostSeconds = 24 * 60 * 60;

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
      return `a whole number${range(shape)}${inUnit}${shape.plausible ? `, such as ${shape.plausible.example}` : ""}`;
    case "time":
      return `a Date, or a whole number of UNIX seconds (not milliseconds) from ${firstTime} to ${lastTime}, the years 2000 to 2099`;
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
      return `a number of seconds from 0 to ${mostSeconds}`;
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
      return isWhole(value) && isWithin(value, shape) && (value === 0 || isWithin(value, shape.plausible ?? {}));
    case "time":
      return isWhole(value) && isWithin(value, { min: firstTime, max: lastTime });
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
      return typeof value === "number" && isWithin(value, { min: 0, max: mostSeconds });
  }
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function isWithin(value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range): boolean {
  return value >= min && value <= max;
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

function fitsRecord(fields: Extract<ValueShape, { shape: "records" }>["fields"], record: unknown): boolean {
  if (!isRecord(record)) return false;
  if (Object.keys(record).some((name) => !(name in fields))) return false;
  return Object.entries(fields).every(([name, field]) => {
    const value = record[name];
    if (value === undefined || value === null) return field.required !== true;
    if (typeof value !== "string" || lengthOf(value) > (field.maxLength ?? Number.POSITIVE_INFINITY)) return false;
    return (field.values?.includes(value) ?? true) && (field.pattern?.test.test(value) ?? true);
  });
}

/** Names the first wrong entry of a list, since nobody can search 1,000 addresses by eye, and the form of a name that is in Unicode. */
function detail(shape: Shape, value: unknown): string {
  if (shape.shape === "text") return inAscii(shape.pattern, value);
  if (!Array.isArray(value) || (shape.shape !== "texts" && shape.shape !== "records")) return "";
  const isRight = (entry: unknown) =>
    shape.shape === "texts" ? fitsItem(shape.item.test, entry) : fitsRecord(shape.fields, entry);
  const wrong = value.findIndex((entry) => !isRight(entry));
  if (wrong < 0) return ` (it has ${value.length})`;
  return ` (entry ${wrong} is not)${shape.shape === "texts" ? inAscii(shape.item, value[wrong]) : ""}`;
}

/** How to write a name with letters outside ASCII. Such a name is no secret. */
function inAscii(pattern: Pattern | undefined, value: unknown): string {
  if (pattern?.hasDomain !== true || typeof value !== "string") return "";
  const domainAt = value.lastIndexOf("@") + 1;
  const ascii = value.slice(0, domainAt) + domainToASCII(value.slice(domainAt));
  const isAnotherForm = ascii.toLowerCase() !== value.toLowerCase();
  return isAnotherForm && pattern.test.test(ascii) ? `; write ${ascii}` : "";
}

function sizes({ minItems, maxItems }: Extract<ValueShape, { shape: "texts" }>): string {
  if (minItems !== undefined) return ` of ${minItems} or more`;
  return maxItems === undefined ? "" : ` of at most ${maxItems}`;
}

function range({ min, max, plausible }: Extract<ValueShape, { shape: "integer" }>): string {
  if (plausible !== undefined) return `: 0, or from ${plausible.min} to ${plausible.max}`;
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  return min === undefined ? "" : `, ${min} or more`;
}
