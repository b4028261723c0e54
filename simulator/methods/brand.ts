import { BRAND } from "../attributes/brand.js";
import { checkedAttributes } from "../attributes/check.js";
import { presented } from "../attributes/present.js";
import { settableNames } from "../attributes/settable.js";
import { containingCompany } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { COMPANY_READERS } from "../auth/roles.js";
import { addBrand } from "../rules/brands.js";
import { recordChange } from "../rules/changes.js";
import { brandMembers, memberCounts } from "../rules/counts.js";
import { page, type Range, sorted } from "../rules/paging.js";
import { matches } from "../rules/wildcard.js";
import type { Brand, Company } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { Json, JsonObject } from "../wire/json.js";
import { brandNameProblem } from "../wire/names.js";
import { chosen, isSet, RANGE } from "./fields.js";
import { method } from "./method.js";

/**
 * The three calls with an underscore exist (GUIDE, NOTE-MD, SDK-PERL), but no source shows a request or an answer of
 * them: everything here but the errors 14 and 2 of the seed is by analogy with the domain calls (question 1).
 */
const UNDOCUMENTED = "PHP2, NOTE-MD, SDK-PERL; shape by analogy, question 1";

interface Named {
  company?: string;
  brand: string;
}

/** Question 7. Two names that differ only in case are never two brands. */
function findBrand(
  { store, behaviours }: Pick<Call, "store" | "behaviours">,
  company: Company,
  name: string,
): Brand | undefined {
  const brand = store.brand(company, name);
  return behaviours.brandCase === "exact" && brand?.name !== name ? undefined : brand;
}

export const getBrand = method<Named>({
  name: "_get_brand",
  group: "brand",
  status: "assumed",
  source: UNDOCUMENTED,
  summary: "A brand, or what can be set on it when it does not exist.",
  request: { company: { type: "name" }, brand: { type: "name", required: true } },
  roles: COMPANY_READERS,
  errors: [2, 11],
  assumed: "request and answer; every attribute",
  switches: ["brandCase", "nameCase", "plainBrandCalls", "unsetAttributes", "numbers"],
  object: ({ brand }) => brand,
  handle(call) {
    const { store, behaviours, caller, fields } = call;
    const company = containingCompany(call, fields.company);
    const brand = findBrand(call, company, fields.brand);
    const settable = settableNames(BRAND, caller.role?.name, true, behaviours);
    if (!brand) throw new ApiError(2, undefined, { settable_attributes: settable });
    return {
      settable_attributes: settable,
      metadata: { counts: memberCounts(brandMembers(store, company).get(brand.name.toLowerCase())) },
      attributes: presented(BRAND, brand.attributes, {}, behaviours),
    };
  },
});

export const changeBrand = method<Named & { attributes: JsonObject; create_only?: Json }>({
  name: "_change_brand",
  group: "brand",
  status: "assumed",
  source: UNDOCUMENTED,
  summary: "Creates a brand as a copy of the default one, or merges attributes into an existing one.",
  request: {
    company: { type: "name" },
    brand: { type: "name", required: true },
    attributes: { type: "object", required: true },
    create_only: { type: "flag" },
  },
  roles: ["company"],
  errors: [4, 6, 7, 11, 23],
  audited: true,
  assumed: "request and answer; every attribute; 1 to 128 characters for a name (question 2)",
  switches: [
    "brandCase",
    "nameCase",
    "createClash",
    "deletedBrandName",
    "emptyText",
    "flagDigits",
    "nullClears",
    "plainBrandCalls",
  ],
  object: ({ brand }) => brand,
  handle(call) {
    const { store, behaviours, caller, fields, at } = call;
    const company = containingCompany(call, fields.company);
    const clashing = store.brand(company, fields.brand);
    const existing = findBrand(call, company, fields.brand);
    if (clashing && (isSet(fields.create_only) || !existing)) throw new ApiError(23);
    const reason = brandNameProblem(fields.brand);
    if (reason) throw new ApiError(6, { brand: reason });
    const held = behaviours.deletedBrandName === "taken" && !existing && wasDeleted(company, fields.brand);
    if (held) throw new ApiError(behaviours.createClash);
    const settable = settableNames(BRAND, caller.role?.name, existing !== undefined, behaviours);
    const change = checkedAttributes(BRAND, fields.attributes, settable, behaviours);
    recordChange(company, call, `brand ${fields.brand}: ${existing ? "changed" : "created"}`);
    if (existing) existing.attributes = { ...existing.attributes, ...change };
    else addBrand(company, fields.brand, change, Math.floor(at / 1000));
    return {};
  },
});

function wasDeleted(company: Company, brand: string): boolean {
  return company.deletedBrands.some(({ name }) => name.toLowerCase() === brand.toLowerCase());
}

export const deleteBrand = method<Named>({
  name: "_delete_brand",
  group: "brand",
  status: "assumed",
  source: `${UNDOCUMENTED}; error 14: SEED-ERR`,
  summary: "Deletes a brand that nothing uses.",
  request: { company: { type: "name" }, brand: { type: "name", required: true } },
  roles: ["company"],
  errors: [2, 11, 14],
  audited: true,
  assumed: "request and answer; the default brand counts as in use",
  switches: ["brandCase", "nameCase", "brandInUseByCompany", "plainBrandCalls"],
  object: ({ brand }) => brand,
  handle(call) {
    const { store, behaviours, fields } = call;
    const company = containingCompany(call, fields.company);
    const brand = findBrand(call, company, fields.brand);
    if (!brand) throw new ApiError(2);
    const carried = brandMembers(store, company).has(brand.name.toLowerCase());
    const ofCompany = company.attributes.brand === brand.name;
    // Assumed: the default brand is the model of all new ones and stays.
    if (carried || brand.isDefault || (ofCompany && behaviours.brandInUseByCompany)) throw new ApiError(14);
    if (ofCompany) company.attributes = { ...company.attributes, brand: null };
    recordChange(company, call, `brand ${brand.name}: deleted`);
    company.brands.delete(brand.name.toLowerCase());
    company.deletedBrands.push(brand);
    return {};
  },
});

export const searchBrands = method<{
  criteria?: { company?: string; deleted?: Json; match?: string };
  range?: Range;
}>({
  name: "search_brands",
  group: "brand",
  status: "documented",
  source: "GUIDE, PHP2, LIVE, SDK-PHP",
  summary: "Lists the brands of a company, in alphabetical order, with the number of their members.",
  request: {
    criteria: {
      type: "group",
      fields: { company: { type: "name" }, deleted: { type: "flag" }, match: { type: "text" } },
    },
    range: RANGE,
  },
  roles: COMPANY_READERS,
  errors: [11],
  switches: ["brandSearchShows", "nameCase", "pageLimit"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.company,
  handle(call) {
    const { store, behaviours, fields } = call;
    const criteria = fields.criteria ?? {};
    const company = containingCompany(call, criteria.company);
    const deleted = isSet(criteria.deleted);
    const members = deleted ? undefined : brandMembers(store, company);
    const all = criteria.deleted === undefined && behaviours.brandSearchShows === "all";
    const { match } = criteria;
    const found: Brand[] = [
      ...(deleted ? [] : company.brands.values()),
      ...(deleted || all ? company.deletedBrands : []),
    ].filter(({ name }) => match === undefined || matches(match, name));
    const result = page(
      sorted(
        found,
        undefined,
        ({ name }) => name.toLowerCase(),
        ({ name }) => name,
      ),
      fields.range,
      behaviours,
    );
    return {
      brands: result.rows.map(({ name }) => ({ brand: name, counts: memberCounts(members?.get(name.toLowerCase())) })),
      count: result.count,
      total_count: result.total_count,
    };
  },
});

export const searchBrandMembers = method<{
  criteria: { brand: string; company?: string; type?: Json };
  range?: Range;
}>({
  name: "search_brand_members",
  group: "brand",
  status: "documented",
  source: "GUIDE, PHP1, LIVE",
  summary: "Lists the domains and users that use a brand. Companies are not listed.",
  request: {
    criteria: {
      type: "group",
      required: true,
      fields: {
        brand: { type: "name", required: true },
        company: { type: "name" },
        type: { type: "choices", values: ["domain", "user"] },
      },
    },
    range: RANGE,
  },
  roles: COMPANY_READERS,
  errors: [2, 11],
  assumed: "names are compared without case (question 7)",
  switches: ["brandMembersCase", "nameCase", "pageLimit"],
  object: ({ criteria }) => (criteria as JsonObject | undefined)?.brand,
  handle(call) {
    const { store, behaviours, fields } = call;
    const { criteria, range } = fields;
    const company = containingCompany(call, criteria.company);
    const brand = store.brand(company, criteria.brand);
    if (!brand || (behaviours.brandMembersCase === "exact" && brand.name !== criteria.brand)) throw new ApiError(2);
    const types = chosen(criteria.type);
    const members = (brandMembers(store, company).get(brand.name.toLowerCase()) ?? []).filter(
      ({ type }) => types === undefined || types.includes(type),
    );
    const result = page(
      sorted(
        members,
        undefined,
        ({ type }) => type,
        ({ member }) => member,
      ),
      range,
      behaviours,
    );
    return {
      brand_members: result.rows.map(({ type, member }) => ({ type, member })),
      count: result.count,
      total_count: result.total_count,
    };
  },
});
