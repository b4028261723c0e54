import type { Behaviours } from "../behaviours/switches.js";
import type { Json, JsonObject } from "../wire/json.js";
import type { AttributeTable } from "./attribute.js";

/** Attributes as a read returns them: every one of the table (README of the reference), null when unset. */
export function presented(
  table: AttributeTable,
  attributes: JsonObject,
  inherited: JsonObject,
  behaviours: Behaviours,
): JsonObject {
  const shown: JsonObject = {};
  for (const { name, hidden, inherit } of table.all) {
    if (hidden) continue;
    let value = attributes[name] ?? null;
    if (value === null && inherit === "live" && behaviours.inheritedInAttributes) value = inherited[name] ?? null;
    if (value === null && behaviours.unsetAttributes === "absent") continue;
    shown[name] = shaped(value, behaviours);
  }
  return shown;
}

/** A number or list as the behaviours want it on the wire. */
export function shaped(value: Json, behaviours: Behaviours): Json {
  if (typeof value === "number" && behaviours.numbers === "text") return String(value);
  if (Array.isArray(value) && behaviours.listOrder === "shuffled") return [...value].reverse();
  return value;
}

/** For get_company and get_domain, whose sources print both spellings; get_user has only the plural. */
export function settableMember(names: string[], behaviours: Behaviours): JsonObject {
  return { [behaviours.settableSpelling === "plural" ? "settable_attributes" : "settable_attribute"]: names };
}
