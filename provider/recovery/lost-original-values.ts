import { observe } from "../lifecycle/object/observe.js";
import type { Values } from "../lifecycle/state/state.js";
import { differingFrom } from "./differing.js";
import type { PendingCase } from "./pending-case.js";

/**
 * Words about a change of an object that was taken over, and whose values from before are to come back on delete: where the
 * interrupted run has written already, what was there before is known to nobody.
 *
 * @param fresh the attributes that the run was the first to write.
 * @returns an empty text when nothing is lost.
 */
export async function lostOriginalValues({ kind, desired, context }: PendingCase, fresh: Values): Promise<string> {
  if (kind.verbs.create !== "adopt" || desired.options.onDelete !== "reset") return "";
  const names = Object.keys(fresh);
  if (names.length === 0) return "";
  const seen = await observe(await context(), kind, desired.identity);
  if (!seen.exists) return "";
  const differing = differingFrom(kind, { ...desired, attributes: fresh }, seen);
  // One call writes all of them or none.
  if (differing.length > 0) return "";
  return `. Its ${names.join(", ")} may be written already: what they were before is not known, so a reset on delete will leave them as they are now`;
}
