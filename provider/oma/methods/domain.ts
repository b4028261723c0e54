import {
  type Change,
  type Fields,
  type ObjectAnswer,
  once,
  type Page,
  type Range,
  read,
  type Sort,
  write,
} from "./method.js";

type Bulletin = { domain: string; bulletin: string; type: "auto" | "manual" };
const lane = "domain";
const look = { method: "get_domain", fields: ["domain"] };
const lookForWorkgroups = { method: "search_workgroups", fields: ["domain"] };

/** Domains and the workgroups in them. */
export const domainMethods = {
  get_domain: read<{ domain: string }, ObjectAnswer>({ lane }),
  change_domain: write<{ domain: string; attributes: Fields; create_only?: boolean }>({ lane, look }),
  delete_domain: once<{ domain: string }>({ lane, look }),
  restore_domain: once<{ domain: string; id: string; new_name: string }>({ lane, look }),
  // The giver cannot take it back.
  push_domain: once<{ domain: string; new_company: string }>({ lane, look }),
  get_domain_changes: read<{ domain: string; range?: Range }, Page<"changes", Change>>({ lane }),
  get_domain_bulletin: read<Bulletin, { bulletin_text?: string }>({ lane }),
  // Without bulletin_text it deletes the bulletin.
  change_domain_bulletin: write<Bulletin & { bulletin_text?: string }>({
    lane,
    look: { method: "get_domain_bulletin", fields: ["domain", "bulletin", "type"] },
  }),
  post_domain_bulletin: once<Bulletin & { test_email?: string }>({ lane, look }),
  search_domains: read<
    {
      criteria?: { company?: string; deleted?: boolean; match?: string; type?: readonly ("domain" | "alias")[] };
      range?: Range;
      sort?: Sort<
        | "delete_time"
        | "domain"
        | "id"
        | "type"
        | "users"
        | `users/${"alias" | "deleted" | "filter" | "forward" | "mailbox"}`
      >;
    },
    Page<
      "domains",
      { domain: string; type?: string; users?: Fields; id?: string | number; delete_time?: number | string }
    >
  >({ rows: { member: "domains", key: ["domain", "id"], sort: { by: "domain", direction: "ascending" } } }),
  create_workgroup: once<{ domain: string; workgroup: string }>({ lane, look: lookForWorkgroups }),
  delete_workgroup: once<{ domain: string; workgroup: string }>({ lane, look: lookForWorkgroups }),
  search_workgroups: read<
    { criteria: { domain: string; match?: string }; range?: Range; sort?: Sort<"workgroup" | "users"> },
    Page<"workgroups", { workgroup: string; counts?: Fields }>
  >({
    lane,
    rows: { member: "workgroups", key: ["workgroup"], sort: { by: "workgroup", direction: "ascending" } },
  }),
} as const;
