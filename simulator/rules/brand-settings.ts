import type { User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";

/**
 * Error 45, "Brand settings prevent this action". ASSUMED which settings there are: the error has no meaning line, and no
 * source names a brand attribute (question 2).
 */
export type BrandPermission = "allow_app_passwords" | "allow_disable_2fa" | "allow_password_change" | "allow_tokens";

/** The brand in force is that of the user, its domain or its company; the cluster default forbids nothing. */
export function checkBrandAllows(
  store: Store,
  user: Pick<User, "attributes">,
  domainName: string,
  what: BrandPermission,
): void {
  const domain = store.domains.get(domainName);
  if (!domain) return;
  const company = store.companyOf(domain);
  const name = user.attributes.brand ?? domain.attributes.brand ?? company.attributes.brand;
  if (typeof name === "string" && store.brand(company, name)?.attributes[what] === false) throw new ApiError(45);
}
