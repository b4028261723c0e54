import {
  type Audited,
  type Change,
  type Fields,
  type Item,
  type ObjectAnswer,
  once,
  type Page,
  type Range,
  read,
  type Sort,
  write,
} from "./method.js";

type Named = { user: string };
type AccountType = "mailbox" | "filter" | "forward" | "alias";
type Role =
  | "company"
  | "company_mail"
  | "company_ro"
  | "company_token_only"
  | "company_view"
  | "domain"
  | "mail"
  | "workgroup";
const lane = "user";
const look = { method: "get_user", fields: ["user"] };

export const userMethods = {
  get_user: read<Named, ObjectAnswer & { type?: AccountType }>({ lane }),
  change_user: write<Named & { attributes: Fields; create_only?: boolean }, Audited & { job?: string }>({ lane, look }),
  delete_user: once<Named>({ lane, look }),
  rename_user: once<Named & { new_name: string }>({ lane, look }),
  restore_user: once<Named & { id: string; new_name: string }>({ lane, look }),
  search_users: read<
    {
      criteria: {
        domain: string;
        deleted?: boolean;
        match?: string;
        status?: readonly ("active" | "deleted" | "quota" | "smtplimit" | "suspended")[];
        type?: readonly AccountType[];
        workgroup?: string;
      };
      fields?: readonly ("createtime" | "forward" | "lastlogin" | "smtplimit" | "status" | "type" | "workgroup")[];
      range?: Range;
      sort?: Sort<
        "createtime" | "delete_time" | "id" | "lastlogin" | "status" | "target" | "type" | "user" | "workgroup"
      >;
    },
    Page<"users", { user: string; type?: AccountType; workgroup?: string; id?: string | number; status?: string }>
  >({ lane: "domain", rows: { member: "users", key: ["user", "id"], sort: { by: "user", direction: "ascending" } } }),
  set_role: write<Named & { role: Role | "" | null; object?: string; objects?: readonly string[] }>({ lane, look }),
  // Of older clients (SDK-PHP, SDK-PERL); not in the present guide.
  add_role: once<Named & { role: Role; object: string }>({ lane, look }),
  remove_role: once<Named & { role: string; object: string }>({ lane, look }),
  generate_token: once<
    Named & { reason: string; duration?: number; oma?: boolean; token?: string; type?: "oma" | "session" | "sso" },
    { token?: string; duration?: number | string }
  >({ lane }),
  get_user_attribute_history: read<Named & { attribute: string }, { history?: Fields }>({ lane }),
  get_user_changes: read<Named & { range?: Range }, Page<"changes", Change>>({ lane }),
  get_user_folders: read<Named, { folders?: readonly string[]; deleted_folders?: readonly string[] }>({ lane }),
  get_user_messages: read<
    Named & { folder?: string; limit?: number; recent?: boolean; unseen?: boolean },
    { messages?: readonly { id: string; headers?: Fields }[]; count?: number }
  >({ lane }),
  move_user_messages: once<Named & { ids: readonly string[]; folder?: string }, { ids?: readonly Item[] }>({
    lane,
    look: { method: "get_user_folders", fields: ["user"] },
    items: "ids",
  }),
  get_deleted_messages: read<
    Named & { folder?: string; headers?: readonly string[] },
    { messages?: readonly { id: string; headers?: Fields }[]; count?: number }
  >({ lane }),
  restore_deleted_messages: once<Named & { ids: readonly string[] }, { ids?: readonly Item[] }>({
    lane,
    look: { method: "get_deleted_messages", fields: ["user"] },
    items: "ids",
  }),
  get_deleted_contacts: read<Named, { contacts?: readonly Fields[] }>({ lane }),
  restore_deleted_contacts: once<Named & { ids: readonly string[] }, { ids?: readonly Item[] }>({
    lane,
    look: { method: "get_deleted_contacts", fields: ["user"] },
    items: "ids",
  }),
  // Ends the IMAP and POP sessions of a mailbox; session tokens live on.
  logout_user: write<Named>({ lane }),
  reindex: once<Named & { folder?: string; id?: string }, { id?: string; status?: string }>({ lane }),
  user_notify: read<Named, Fields>({ lane }),
  user_disable_2fa: write<Named>({ lane, look }),
  app_password: once<Named & { mode: "add" | "remove"; tag?: string }, { password?: string }>({ lane, look }),
  reset_email_test: once<{ test_email_rcpt: string; brand: string; company?: string }>(),
  get_sieve: read<Named, { rulesets?: Readonly<Record<string, string>>; active_rule?: string }>({ lane }),
  set_sieve: write<
    Named & { ruleset: string; data?: string | null; active_rule?: string },
    Audited & { rulesets?: Readonly<Record<string, string>>; active_rule?: string }
  >({ lane, look: { method: "get_sieve", fields: ["user"] } }),
} as const;
