import type { Kind } from "../kinds/kind.js";
import { wireName } from "../kinds/names.js";
import type { Present } from "./observe.js";

/** The read-only facts that become outputs. Numbers may arrive as text (open question 17). */
export function factsOf(kind: Kind, found: Present): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kind.facts).flatMap(([name, fact]) => {
      const value = found[fact.from][wireName(name)];
      if (value === undefined || value === null) return [];
      return [[name, fact.type === "number" ? Number(value) : String(value)]];
    }),
  );
}
