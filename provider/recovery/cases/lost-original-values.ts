import { observe } from "../../lifecycle/object/observe.js";
import type { Values } from "../../values.js";
import type { PendingCase } from "../pending-case.js";
import { differingFrom, programNames } from "./differing.js";

/**
 * A note for an object that OMA cannot create and whose delete writes the original values back. Where the interrupted run has
 * already written, nobody knows the original values any more.
 *
 * @param fresh the attributes that the run was the first to write.
 * @returns an empty string when nothing is lost.
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
  return `. The run may have written ${called} already, and the original values are lost: onDelete: "reset" will leave these as they are now`;
}
