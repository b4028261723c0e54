import {
  type Change,
  type Fields,
  type ObjectResponse,
  once,
  type Page,
  type Range,
  read,
  type Sort,
  search,
  write,
} from "./method.js";

type Bulletin = { domain: string; bulletin: string; type: "auto" | "manual" };
const queue = "domain";
const readBack = { method: "get_domain", fields: ["domain"] };
const workgroupReadBack = { method: "search_workgroups", fields: ["domain"] };

/** Domains and the workgroups in them. */
export const domainMethods = {
  get_domain: read<{ domain: string }, ObjectResponse>({ queue }),
  change_domain: write<{ domain: string; attributes: Fields; create_only?: boolean }>({ queue, readBack }),
  delete_domain: once<{ domain: string }>({ queue, readBack }),
  restore_domain: once<{ domain: string; id: string; new_name: string }>({ queue, readBack }),
  // The company that gives the domain away cannot take it back.
  push_domain: once<{ domain: string; new_company: string }>({ queue, readBack }),
  get_domain_changes: read<{ domain: string; range?: Range }, Page<"changes", Change>>({ queue }),
  get_domain_bulletin: read<Bulletin, { bulletin_text?: string }>({ queue }),
  // A request without bulletin_text deletes the bulletin.
  change_domain_bulletin: write<Bulletin & { bulletin_text?: string }>({
    queue,
    readBack: { method: "get_domain_bulletin", fields: ["domain", "bulletin", "type"] },
  }),
  post_domain_bulletin: once<Bulletin & { test_email?: string }>({ queue, readBack }),
  search_domains: search<
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
  >({ member: "domains", key: ["domain", "id"], sort: { by: "domain", direction: "ascending" } }),
  create_workgroup: once<{ domain: string; workgroup: string }>({ queue, readBack: workgroupReadBack }),
  delete_workgroup: once<{ domain: string; workgroup: string }>({ queue, readBack: workgroupReadBack }),
  search_workgroups: search<
    { criteria: { domain: string; match?: string }; range?: Range; sort?: Sort<"workgroup" | "users"> },
    Page<"workgroups", { workgroup: string; counts?: Fields }>
  >({ member: "workgroups", key: ["workgroup"], sort: { by: "workgroup", direction: "ascending" } }, { queue }),
} as const;
