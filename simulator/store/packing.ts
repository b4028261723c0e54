import type { Json } from "../wire/json.js";

/** A row in the form that is stored as JSON. */
export type Packed = Json;

/**
 * Plain data as JSON can hold it: a Map becomes its entries under one reserved name. `attributes` is JSON already and is
 * passed through, because it is most of every row.
 */
export function packed(value: unknown): Packed {
  if (value instanceof Map) return { $map: [...entriesOf(value)].map(([key, inner]) => [key as Json, packed(inner)]) };
  if (Array.isArray(value)) return value.map(packed);
  if (typeof value !== "object" || value === null) return value as Json;
  const row: { [member: string]: Json } = {};
  for (const [name, inner] of Object.entries(value))
    row[name] = name === "attributes" ? (inner as Json) : packed(inner);
  return row;
}

export function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== "object" || value === null) return value;
  const { $map: entries } = value as { $map?: [string, unknown][] };
  if (entries) return new Map(entries.map(([key, inner]) => [key, unpacked(inner)]));
  const row: { [member: string]: unknown } = {};
  for (const [name, inner] of Object.entries(value)) row[name] = name === "attributes" ? inner : unpacked(inner);
  return row;
}

/** Goes past the journal of a Table: packing changes nothing. */
function entriesOf(map: Map<unknown, unknown>): MapIterator<[unknown, unknown]> {
  return Map.prototype.entries.call(map) as MapIterator<[unknown, unknown]>;
}
