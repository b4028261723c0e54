import {
  type Audited,
  type BatchRequest,
  batch,
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
const queue = "user";
const readBack = { method: "get_user", fields: ["user"] };

/** Mailboxes and other accounts, and what they hold. */
export const userMethods = {
  get_user: read<Named, ObjectResponse & { type?: AccountType }>({ queue }),
  change_user: write<Named & { attributes: Fields; create_only?: boolean }, Audited & { job?: string }>({
    queue,
    readBack,
  }),
  delete_user: once<Named>({ queue, readBack }),
  rename_user: once<Named & { new_name: string }>({ queue, readBack }),
  restore_user: once<Named & { id: string; new_name: string }>({ queue, readBack }),
  search_users: search<
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
  >({ member: "users", key: ["user", "id"], sort: { by: "user", direction: "ascending" } }, { queue: "domain" }),
  set_role: write<Named & { role: Role | "" | null; object?: string; objects?: readonly string[] }>({
    queue,
    readBack,
  }),
  // Older clients call these two (SDK-PHP, SDK-PERL); the present guide does not have them.
  add_role: once<Named & { role: Role; object: string }>({ queue, readBack }),
  remove_role: once<Named & { role: string; object: string }>({ queue, readBack }),
  generate_token: once<
    Named & { reason: string; duration?: number; oma?: boolean; token?: string; type?: "oma" | "session" | "sso" },
    { token?: string; duration?: number | string }
  >({ queue }),
  get_user_attribute_history: read<Named & { attribute: string }, { history?: Fields }>({ queue }),
  get_user_changes: read<Named & { range?: Range }, Page<"changes", Change>>({ queue }),
  get_user_folders: read<Named, { folders?: readonly string[]; deleted_folders?: readonly string[] }>({ queue }),
  get_user_messages: read<
    Named & { folder?: string; limit?: number; recent?: boolean; unseen?: boolean },
    { messages?: readonly { id: string; headers?: Fields }[]; count?: number }
  >({ queue }),
  move_user_messages: batch<Named & { ids: readonly string[]; folder?: string }>({
    queue,
    readBack: { method: "get_user_folders", fields: ["user"] },
  }),
  get_deleted_messages: read<
    Named & { folder?: string; headers?: readonly string[] },
    { messages?: readonly { id: string; headers?: Fields }[]; count?: number }
  >({ queue }),
  restore_deleted_messages: batch<BatchRequest>({
    queue,
    readBack: { method: "get_deleted_messages", fields: ["user"] },
  }),
  get_deleted_contacts: read<Named, { contacts?: readonly Fields[] }>({ queue }),
  restore_deleted_contacts: batch<BatchRequest>({
    queue,
    readBack: { method: "get_deleted_contacts", fields: ["user"] },
  }),
  // Ends the IMAP and POP sessions of a mailbox. Session tokens go on.
  logout_user: write<Named>({ queue }),
  reindex: once<Named & { folder?: string; id?: string }, { id?: string; status?: string }>({ queue }),
  user_notify: read<Named, Fields>({ queue }),
  user_disable_2fa: write<Named>({ queue, readBack }),
  app_password: once<Named & { mode: "add" | "remove"; tag?: string }, { password?: string }>({ queue, readBack }),
  reset_email_test: once<{ test_email_rcpt: string; brand: string; company?: string }>(),
  get_sieve: read<Named, { rulesets?: Readonly<Record<string, string>>; active_rule?: string }>({ queue }),
  set_sieve: write<
    Named & { ruleset: string; data?: string | null; active_rule?: string },
    Audited & { rulesets?: Readonly<Record<string, string>>; active_rule?: string }
  >({ queue, readBack: { method: "get_sieve", fields: ["user"] } }),
} as const;
