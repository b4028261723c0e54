import type { Kind } from "./kind.js";
import { adopt, deleteTimeout } from "./shared/options.js";
import { plainName } from "./shared/patterns.js";
import { namesIn } from "./shared/spelling.js";

/**
 * A Webmail brand. No source documents the shape of `_change_brand`, `_get_brand` and `_delete_brand`, or any attribute
 * (open questions 1 and 2). So the calls are assumed to look like those of a domain, and the attributes are a free map that
 * is checked against the list that the service returns.
 */
export const brand: Kind = {
  name: "Brand",
  doc: "A Webmail brand of a company. OMA does not document the brand calls: their shape is assumed by analogy with domains.",
  identity: {
    company: { doc: "Company that holds the brand. A change replaces the brand.", pattern: plainName },
    brand: { doc: "Name of the brand. A change replaces the brand.", pattern: plainName },
  },
  displayName: ({ brand = "" }) => brand,
  attributes: {
    attributes: {
      value: { shape: "map" },
      doc: "Settings of the brand under the service's own names. Only the names given are written and compared.",
      source: "none: assumed",
      access: "read-write",
    },
  },
  options: {
    adopt: adopt("a brand"),
    deleteTimeout: deleteTimeout("no domain or user has the brand"),
  },
  verbs: { read: "_get_brand", change: "_change_brand", create: "guarded", delete: "_delete_brand" },
  settableScope: ({ company = "" }) => company,
  // Open question 5: deleted brands are listed only when asked for.
  spellings: {
    method: "search_brands",
    fields: ({ company, brand }) => ({ criteria: { company, match: brand, deleted: false } }),
    names: ({ brands }) => namesIn(brands, "brand"),
  },
  undated: true,
  blockers: [
    {
      number: 14,
      method: "search_brand_members",
      criteria: (identity) => ({ company: identity.company, brand: identity.brand }),
      rows: "brand_members",
      describe: (row) => `${String(row.type)} ${String(row.member)}`,
      mayLeave: true,
      remedy:
        "Give these another brand first, in the program that manages them or in the console. The service does not list a company that has it as its default: check the company's `brand` too.",
    },
  ],
  computed: {},
};
