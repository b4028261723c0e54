import { type Attribute, folded, type Pattern } from "../../kinds/attribute.js";
import { isRecord } from "../../values.js";

/**
 * A form in which values that mean the same are equal. The order of sets, the case of names, empty or null, and numbers and
 * booleans that arrive as strings make no difference (open questions 10, 17, 18, 30, 60).
 */
export function normalise(attribute: Attribute | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (attribute?.value.shape) {
    case "integer":
    case "time":
      return Number(value);
    case "flag":
      return value === true || value === 1 || value === "1";
    case "text":
      return value === "" ? null : comparable(attribute.value.pattern, value);
    case "texts": {
      const { item } = attribute.value;
      return nullIfEmpty([...new Set(listed(value).map((text) => comparable(item, text)))].sort());
    }
    case "records":
      return nullIfEmpty(listed(value).map(withoutEmpty).sort());
    default:
      return value;
  }
}

/** A value that the service returned, in the type that programs use. */
export function typed(attribute: Attribute | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const shape = attribute?.value.shape;
  return shape === "integer" || shape === "time" || shape === "flag" ? normalise(attribute, value) : value;
}

function comparable(pattern: Pattern | undefined, text: unknown): string {
  return pattern === undefined ? String(text) : folded(pattern, String(text));
}

/** A value that is no list is compared as a list of one. */
function listed(value: unknown): unknown[] {
  return [value].flat();
}

function nullIfEmpty(list: string[]): string[] | null {
  return list.length === 0 ? null : list;
}

/** One string per record, so that records can be compared as a multiset. */
function withoutEmpty(record: unknown): string {
  if (!isRecord(record)) return JSON.stringify(record);
  const filled = Object.entries(record).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}
