import type { UserType } from "../attributes/options.js";
import type { Behaviours } from "../behaviours/switches.js";
import type { Domain } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import { countTypes } from "./counts.js";

/** KB: accounts of every type count towards limit_users; aliases and deleted ones do not (question 41, which a behaviour answers). */
export function checkRoom(domain: Domain, type: UserType, { userLimitCounts }: Readonly<Behaviours>): void {
  const limit = domain.attributes.limit_users;
  if (typeof limit !== "number") return;
  const all = userLimitCounts === "all";
  if (!all && type !== "mailbox") return;
  const count = all ? domain.users.size : countTypes(domain.users.values()).mailbox;
  if (count >= limit) throw new ApiError(15);
}
