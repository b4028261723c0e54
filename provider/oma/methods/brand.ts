import { type Fields, type ObjectResponse, once, type Page, type Range, read, search, write } from "./method.js";

type Named = { company?: string; brand: string };
const readBack = { method: "_get_brand", fields: ["company", "brand"] };

/** Brands and their members. The methods with an underscore are known by name only; their shapes are assumed (open question 1). */
export const brandMethods = {
  _get_brand: read<Named, ObjectResponse>(),
  _change_brand: write<Named & { attributes: Fields; create_only?: boolean }>({ readBack }),
  _delete_brand: once<Named>({ readBack }),
  search_brands: search<
    { criteria?: { company?: string; deleted?: boolean; match?: string }; range?: Range },
    Page<"brands", { brand: string; counts?: Fields }>
  >({ member: "brands", key: ["brand"] }),
  search_brand_members: search<
    { criteria: { brand: string; company?: string; type?: readonly ("domain" | "user")[] }; range?: Range },
    Page<"brand_members", { type: string; member: string }>
  >({ member: "brand_members", key: ["type", "member"] }),
} as const;
