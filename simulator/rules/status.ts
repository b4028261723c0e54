import type { Domain, User } from "../store/objects.js";

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
