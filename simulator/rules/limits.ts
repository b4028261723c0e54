import { MB } from "../attributes/options.js";
import type { Behaviours } from "../behaviours/switches.js";
import type { Domain, UserType } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { countTypes } from "./counts.js";

/** Question 39: a quota above the maximum is refused (6). A quota is in bytes, a maximum in MB. Null is no maximum. */
export function checkQuota(quotaBytes: number, maximumMb: Json | undefined, behaviours: Readonly<Behaviours>): void {
  if (behaviours.quotaAboveMaximum === "accepted") return;
  if (typeof maximumMb === "number" && quotaBytes > maximumMb * MB) {
    throw new ApiError(6, { quota: `must be at most ${maximumMb} MB` });
  }
}

/**
 * Only a quota in the request is compared with the maximum: a lower maximum changes no quota that is set already, by
 * analogy with the limits (PHP1).
 */
export function checkCompanyQuota(change: JsonObject, present: JsonObject, behaviours: Readonly<Behaviours>): void {
  if (typeof change.quota !== "number") return;
  checkQuota(change.quota * MB, "quota_maximum" in change ? change.quota_maximum : present.quota_maximum, behaviours);
}

export function checkDomainQuota(
  change: JsonObject,
  present: JsonObject,
  company: JsonObject,
  behaviours: Readonly<Behaviours>,
): void {
  if (typeof change.quota !== "number") return;
  checkQuota(change.quota, company.quota_maximum, behaviours);
  checkQuota(change.quota, "quota_maximum" in change ? change.quota_maximum : present.quota_maximum, behaviours);
}

/** KB: accounts of every type count towards limit_users, but not aliases and deleted ones (question 41). Throws 15. */
export function checkRoom(domain: Domain, type: UserType, { userLimitCounts }: Readonly<Behaviours>): void {
  const limit = domain.attributes.limit_users;
  if (typeof limit !== "number") return;
  const all = userLimitCounts === "all";
  if (!all && type !== "mailbox") return;
  const count = all ? domain.users.size : countTypes(domain.users.values()).mailbox;
  if (count >= limit) throw new ApiError(15);
}
