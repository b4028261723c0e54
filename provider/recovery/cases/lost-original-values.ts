import { observe } from "../../lifecycle/object/observe.js";
import type { Values } from "../../values.js";
import type { PendingCase } from "../pending-case.js";
import { differingFrom, programNames } from "./differing.js";

/**
 * Words about a change of an object that OMA cannot create, and whose original values are to come back on delete: where the
 * interrupted run has written already, what was there before is known to nobody.
 *
 * @param fresh the attributes that the run was the first to write.
 * @returns an empty text when nothing is lost.
 */
export async function lostOriginalValues({ kind, desired, context }: PendingCase, fresh: Values): Promise<string> {
  if (kind.verbs.create !== "adopt" || desired.options.onDelete !== "reset") return "";
  const names = Object.keys(fresh);
  if (names.length === 0) return "";
  const found = await observe(await context(), kind, desired.identity);
  if (!found.exists) return "";
  // One call writes all of them or none.
  if (differingFrom(kind, { ...desired, attributes: fresh }, found).length > 0) return "";
  const called = programNames(kind, names).join(", ");
  return `. Its ${called} may be written already: what they were before is not known, so a reset on delete will leave them as they are now`;
}
