import {
  type Change,
  type Fields,
  type ObjectResponse,
  once,
  type Page,
  type Range,
  read,
  search,
  write,
} from "./method.js";

type Bulletin = { company: string; bulletin: string; type: "auto" | "manual" };

/** Companies and their admins. */
export const companyMethods = {
  get_company: read<{ company: string }, ObjectResponse>(),
  change_company: write<{ company: string; attributes: Fields }>({
    readBack: { method: "get_company", fields: ["company"] },
  }),
  get_company_changes: read<{ company: string; range?: Range }, Page<"changes", Change>>(),
  get_company_bulletin: read<Bulletin, { bulletin_text?: string }>(),
  // A request without bulletin_text deletes the bulletin.
  change_company_bulletin: write<Bulletin & { bulletin_text?: string }>({
    readBack: { method: "get_company_bulletin", fields: ["company", "bulletin", "type"] },
  }),
  post_company_bulletin: once<Bulletin & { test_email?: string }>({
    readBack: { method: "get_company", fields: ["company"] },
  }),
  search_admins: search<
    {
      criteria?: {
        company?: string;
        match?: string;
        type?: readonly ("company" | "company_view" | "domain" | "mail" | "workgroup")[];
      };
      range?: Range;
    },
    Page<"admins", { user: string; type?: string; control?: readonly string[] }>
  >({ member: "admins", key: ["user", "type"] }),
} as const;
