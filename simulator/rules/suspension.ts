import { SERVICES } from "../attributes/options.js";
import { power } from "../auth/roles.js";
import type { Call } from "../methods/method.js";
import type { Suspensions } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";

interface Suspendable {
  attributes: JsonObject;
  suspendedBy?: Suspensions;
}

/**
 * Who suspended what, after a change. KB: a suspended service can be turned on again only from the same or a higher
 * level than it was suspended from; that a lower level cannot turn it to disabled either follows from there.
 */
export function settledSuspensions(
  { caller, behaviours }: Pick<Call, "caller" | "behaviours">,
  present: Suspendable,
  change: JsonObject,
): Suspensions | undefined {
  const settled: Suspensions = {};
  const level = power(caller.role?.name);
  for (const service of SERVICES) {
    const holder = present.attributes[service] === "suspended" ? (present.suspendedBy?.[service] ?? 0) : 0;
    const wanted = change[service] ?? present.attributes[service];
    if (wanted === "suspended") settled[service] = service in change ? Math.max(holder, level) : holder;
    else if (level < holder) {
      const number = behaviours.suspendedByHigher;
      throw new ApiError(number, number === 4 ? { [service]: "suspended by an admin of a higher level" } : undefined);
    }
  }
  return Object.keys(settled).length > 0 ? settled : undefined;
}

/** Puts the outcome on an object; without suspensions it has no such member. */
export function setSuspensions(object: { suspendedBy?: Suspensions }, settled: Suspensions | undefined): void {
  if (settled) object.suspendedBy = settled;
  else delete object.suspendedBy;
}

/** What a child takes over from its parent together with the services. */
export function suspensionsOf({ suspendedBy }: Suspendable): Pick<Suspendable, "suspendedBy"> {
  return suspendedBy ? { suspendedBy } : {};
}
