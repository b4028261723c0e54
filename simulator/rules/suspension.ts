import { SERVICES } from "../attributes/options.js";
import type { Call } from "../auth/call.js";
import { power } from "../auth/roles.js";
import type { Domain, Suspensions, User } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";

interface Suspendable {
  attributes: JsonObject;
  suspendedBy?: Suspensions;
}

/**
 * Who suspended which service, after a change. KB: only an admin of the same or a higher level can enable a suspended
 * service again. It follows that a lower level cannot disable it either.
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

/** Stores the suspensions of an object. An object without suspensions has no such member. */
export function setSuspensions(object: { suspendedBy?: Suspensions }, settled: Suspensions | undefined): void {
  if (settled) object.suspendedBy = settled;
  else delete object.suspendedBy;
}

/** What a child copies from its parent together with the services. */
export function suspensionsOf({ suspendedBy }: Suspendable): Pick<Suspendable, "suspendedBy"> {
  return suspendedBy ? { suspendedBy } : {};
}

const LOGINS = ["service_imap4", "service_pop3", "service_webmail"];

/**
 * metadata.status of a user (values: NOTE-MD, PHP1). Assumed: suspended when nobody can log in to it because of a
 * suspension, or its domain is disabled. The simulator carries no mail, so quota and smtplimit never come up.
 */
export function userStatus(domain: Domain, user: User): "active" | "suspended" {
  const suspended =
    domain.attributes.disabled === true || LOGINS.every((name) => user.attributes[name] === "suspended");
  return suspended ? "suspended" : "active";
}
