import type { Company } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";
import { LANGUAGES, PASSWORD_ENCODINGS, QUOTA_MAXIMUM_RANGE, QUOTA_RANGE, SPAM_LEVELS, TIMEZONES } from "./options.js";

const FIXED: JsonObject = {
  default_password_encoding: [null, ...PASSWORD_ENCODINGS],
  language: [...LANGUAGES],
  quota: [...QUOTA_RANGE],
  spamlevel: [null, ...SPAM_LEVELS],
  timezone: [...TIMEZONES],
};

/** metadata.options of domains and users. quota stays in MB here, as the samples have it for all three kinds. */
export function childOptions(company: Company): JsonObject {
  return { ...FIXED, brand: [null, ...brandNames(company)] };
}

/** metadata.options of a company (SEED-GC): one list more. */
export function companyOptions(company: Company): JsonObject {
  return { ...childOptions(company), quota_maximum: [...QUOTA_MAXIMUM_RANGE] };
}

function brandNames(company: Company): string[] {
  return [...company.brands.values()].map((brand) => brand.name);
}
