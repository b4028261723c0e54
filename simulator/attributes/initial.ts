import type { JsonObject } from "../wire/json.js";
import type { AttributeTable } from "./attribute.js";

/** The values of a new object before its parent and its maker have a say. */
export function initialAttributes(table: AttributeTable): JsonObject {
  return Object.fromEntries(table.all.filter((one) => !one.hidden).map((one) => [one.name, one.initial]));
}
