import { ApiError } from "../errors.js";
import type { Domain } from "../store/objects.js";

/** KB: accounts of every type count towards limit_users; aliases and deleted ones do not (question 41). */
export function checkRoom(domain: Domain): void {
  const limit = domain.attributes.limit_users;
  if (typeof limit === "number" && domain.users.size >= limit) throw new ApiError(15);
}
