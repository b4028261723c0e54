import type { Attribute, Pattern } from "../../kinds/attribute.js";

/**
 * A form in which equal values are equal: order of sets, case of addresses, empty and null texts and lists, numbers and booleans that
 * arrive as text make no difference (open questions 10, 17, 18, 30, 60).
 */
export function normalise(attribute: Attribute | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (attribute?.value.shape) {
    case "integer":
      return Number(value);
    case "flag":
      return value === true || value === 1 || value === "1";
    case "text":
      return value === "" ? null : folded(attribute.value.pattern, value);
    case "texts": {
      const item = attribute.value.item;
      if ((value as unknown[]).length === 0) return null;
      return [...new Set((value as unknown[]).map((text) => folded(item, text)))].sort();
    }
    case "records":
      if ((value as unknown[]).length === 0) return null;
      return (value as Record<string, unknown>[]).map(withoutEmpty).sort();
    default:
      return value;
  }
}

/** A value as the service returned it, in the type that programs use. */
export function typed(attribute: Attribute | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const shape = attribute?.value.shape;
  return shape === "integer" || shape === "flag" ? normalise(attribute, value) : value;
}

function folded(pattern: Pattern | undefined, text: unknown): string {
  return pattern?.folded ? String(text).toLowerCase() : String(text);
}

/** One text per record, so that records can be compared as a multiset. */
function withoutEmpty(record: Record<string, unknown>): string {
  const filled = Object.entries(record).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}
