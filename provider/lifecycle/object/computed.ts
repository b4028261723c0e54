import type { Kind } from "../../kinds/kind.js";
import { wireName } from "../../kinds/names.js";
import type { State } from "../state/state.js";
import type { Present } from "./observation.js";

/** What state keeps of a read besides the attributes. */
export function observedState(kind: Kind, found: Present): Pick<State, "computed" | "creationStamp"> {
  return { computed: computedOf(kind, found), creationStamp: creationStampOf(kind, found) };
}

/** The computed values, under wire names. Numbers may arrive as strings (open question 17). */
export function computedOf(kind: Kind, found: Present): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kind.computed).flatMap(([name, { from, type }]) => {
      const wire = wireName(name);
      const value = found[from][wire];
      if (value === undefined || value === null) return [];
      return [[wire, type === "number" ? Number(value) : String(value)]];
    }),
  );
}

/**
 * The creation stamp, which tells an object from a later one of the same name. It matters for kinds that can be renamed and for
 * kinds with generated secrets. A rename keeps it.
 */
export function creationStampOf(kind: Kind, found: Present): number | undefined {
  const matters = kind.verbs.rename !== undefined || kind.createOnlySecrets !== undefined;
  return matters ? found.createdAt : undefined;
}
