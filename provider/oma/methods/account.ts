import { type Fields, once, read } from "./method.js";

/** Log-in, and what concerns the caller's account as a whole. */
export const accountMethods = {
  // Each call makes a new token and changes nothing else, so a retry after a lost response is safe.
  authenticate: read<
    {
      fetch_extra_info?: boolean;
      generate_session_token?: boolean;
      /** Seconds, 1 to 86400. */
      session_token_duration?: number;
      token?: string;
    },
    { session_token?: string; session_token_duration?: number | string; extra_info?: Fields }
  >(),
  echo: read<Fields, Fields>(),
  stats_list: read<object, { snapshots?: { day?: string[]; week?: string[]; month?: string[] } }>(),
  stats_snapshot: read<{ type: "company" | "domain"; object: string; date: string }, { snapshot?: string }>(),
  stats_summary: read<
    { type?: "company" | "domain" | "user"; object?: string; by?: "day" | "week" | "month" },
    { summary?: Fields }
  >(),
  migration_add: once<
    {
      job?: string;
      users: readonly {
        local: string;
        remote: string;
        password: string;
        server: string;
        method: "imap4" | "imap4s" | "pop3" | "pop3s";
        skip?: readonly string[];
        translate?: Readonly<Record<string, string>>;
      }[];
    },
    { job?: string }
  >({ readBack: { method: "migration_jobs", fields: [] } }),
  migration_jobs: read<object, { jobs?: readonly Fields[] }>(),
  migration_status: read<{ job: string }, Fields>(),
  migration_trace: read<{ job: string; user: string }, Fields>(),
} as const;
