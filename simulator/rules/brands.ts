import { initialAttributes } from "../attributes/attribute.js";
import { BRAND } from "../attributes/brand.js";
import type { Company, User } from "../store/objects.js";
import type { Store } from "../store/store.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";

/** KB: a new brand always starts as a copy of the default brand. The first brand of a company is that one. */
export function addBrand(company: Company, name: string, attributes: JsonObject, createtime: number): void {
  const model = [...company.brands.values()].find((brand) => brand.isDefault);
  company.brands.set(name.toLowerCase(), {
    name,
    attributes: { ...(model?.attributes ?? initialAttributes(BRAND)), ...attributes },
    createtime,
    isDefault: model === undefined,
  });
}

/**
 * Error 45, "Brand settings prevent this action". ASSUMED which settings there are: the error has no meaning line, and no
 * source names a brand attribute (question 2).
 */
export type BrandPermission = "allow_app_passwords" | "allow_disable_2fa" | "allow_password_change" | "allow_tokens";

/** The brand of the user applies, else that of the domain, else that of the company. The cluster forbids nothing. */
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

/**
 * A brand attribute must name a brand of the company in the same case: it is a choice from metadata.options, and choices
 * are exact.
 */
export function checkBrandExists(attributes: JsonObject, company: Company): void {
  const name = attributes.brand;
  if (typeof name !== "string") return;
  if (company.brands.get(name.toLowerCase())?.name !== name) throw new ApiError(6, { brand: "unknown brand" });
}

/** The brand that these attributes name, or null when the company does not have it. */
export function brandIfPresent(attributes: JsonObject, company: Company): Json {
  const name = attributes.brand;
  return typeof name === "string" && company.brands.has(name.toLowerCase()) ? name : null;
}
