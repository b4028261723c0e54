import type { Behaviours } from "../behaviours/switches.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import type { Attribute, AttributeTable } from "./attribute.js";
import { flag } from "./forms.js";

/**
 * Checks the attributes of a change and returns what is to be stored. Unknown names and bad values (6) come before
 * names this admin may not set (4).
 */
export function checkedAttributes(
  table: AttributeTable,
  attributes: JsonObject,
  settable: readonly string[],
  behaviours: Behaviours,
): JsonObject {
  const bad: Record<string, string> = {};
  const denied: Record<string, string> = {};
  const accepted: JsonObject = {};
  for (const [name, sent] of Object.entries(attributes)) {
    const attribute = table.byName.get(name);
    if (!attribute) {
      hint(bad, name, "unknown attribute");
      continue;
    }
    const value = attribute.form === flag && behaviours.flagDigits === "accepted" ? flagOf(sent) : sent;
    const reason =
      value === null
        ? mayBeNull(attribute, behaviours)
          ? undefined
          : "must not be null"
        : attribute.form.check(value);
    if (reason) hint(bad, name, reason);
    else if (!settable.includes(name)) hint(denied, name, "this admin may not set it");
    else accepted[name] = stored(value, attribute.form.cleared, behaviours);
  }
  if (Object.keys(bad).length > 0) throw new ApiError(6, bad);
  if (Object.keys(denied).length > 0) throw new ApiError(4, denied);
  return accepted;
}

/** Question 71: a flag as old clients send it. */
function flagOf(value: Json): Json {
  if (value === 1 || value === "1") return true;
  return value === 0 || value === "0" ? false : value;
}

/** Question 29: an attribute that inherits always accepts null. */
function mayBeNull({ nullable, inherit }: Attribute, { nullClears }: Behaviours): boolean {
  return nullable && (nullClears || inherit === "live");
}

// defineProperty, because the name comes from the request and might be "__proto__".
function hint(hints: Record<string, string>, name: string, reason: string): void {
  Object.defineProperty(hints, name, { value: reason, enumerable: true, configurable: true });
}

function stored(value: Json, cleared: Json | undefined, behaviours: Behaviours): Json {
  if (value === null) return cleared ?? null;
  return value === "" && behaviours.emptyText === "null" ? null : value;
}
