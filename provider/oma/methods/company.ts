import { type Change, type Fields, type ObjectAnswer, once, type Page, type Range, read, write } from "./method.js";

type Bulletin = { company: string; bulletin: string; type: "auto" | "manual" };

export const companyMethods = {
  get_company: read<{ company: string }, ObjectAnswer>(),
  change_company: write<{ company: string; attributes: Fields }>({
    look: { method: "get_company", fields: ["company"] },
  }),
  get_company_changes: read<{ company: string; range?: Range }, Page<"changes", Change>>(),
  get_company_bulletin: read<Bulletin, { bulletin_text?: string }>(),
  // Without bulletin_text it deletes the bulletin.
  change_company_bulletin: write<Bulletin & { bulletin_text?: string }>({
    look: { method: "get_company_bulletin", fields: ["company", "bulletin", "type"] },
  }),
  post_company_bulletin: once<Bulletin & { test_email?: string }>({
    look: { method: "get_company", fields: ["company"] },
  }),
  search_admins: read<
    {
      criteria?: {
        company?: string;
        match?: string;
        type?: readonly ("company" | "company_view" | "domain" | "mail" | "workgroup")[];
      };
      range?: Range;
    },
    Page<"admins", { user: string; type?: string; control?: readonly string[] }>
  >({ rows: { member: "admins", key: ["user", "type"] } }),
} as const;
