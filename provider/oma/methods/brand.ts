import { type Fields, type ObjectAnswer, once, type Page, type Range, read, write } from "./method.js";

type Named = { company?: string; brand: string };
const look = { method: "_get_brand", fields: ["company", "brand"] };

/** The underscore methods are known by name only; their shapes are assumed (open question 1). */
export const brandMethods = {
  _get_brand: read<Named, ObjectAnswer>(),
  _change_brand: write<Named & { attributes: Fields; create_only?: boolean }>({ look }),
  _delete_brand: once<Named>({ look }),
  search_brands: read<
    { criteria?: { company?: string; deleted?: boolean; match?: string }; range?: Range },
    Page<"brands", { brand: string; counts?: Fields }>
  >({ rows: { member: "brands", key: ["brand"] } }),
  search_brand_members: read<
    { criteria: { brand: string; company?: string; type?: readonly ("domain" | "user")[] }; range?: Range },
    Page<"brand_members", { type: string; member: string }>
  >({ rows: { member: "brand_members", key: ["type", "member"] } }),
} as const;
