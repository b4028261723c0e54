import { BRAND } from "../attributes/brand.js";
import { initialAttributes } from "../attributes/initial.js";
import type { Company } from "../store/objects.js";
import type { JsonObject } from "../wire/json.js";

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
