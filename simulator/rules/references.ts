import type { Company } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";

/**
 * A brand attribute has to name a brand of the company as it is spelt there: it is a choice out of metadata.options,
 * and choices are exact.
 */
export function checkBrandExists(attributes: JsonObject, company: Company): void {
  const name = attributes.brand;
  if (typeof name !== "string") return;
  if (company.brands.get(name.toLowerCase())?.name !== name) throw new ApiError(6, { brand: "no such brand" });
}

/** The brand these attributes name, or null when the company does not have it (any more). */
export function brandIfPresent(attributes: JsonObject, company: Company): Json {
  const name = attributes.brand;
  return typeof name === "string" && company.brands.has(name.toLowerCase()) ? name : null;
}
