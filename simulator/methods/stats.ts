import { SERVICES } from "../attributes/options.js";
import { homeCompany, ownCompany, ownDomain, ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { READERS } from "../auth/roles.js";
import { countTypes } from "../rules/counts.js";
import { bytesUsed, mailboxOf, present } from "../rules/mailbox.js";
import { endedPeriods, PERIODS, type Period, periodStart } from "../rules/periods.js";
import { restorableUsers } from "../rules/retention.js";
import type { User } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { method } from "./method.js";

export const statsList = method<unknown>({
  name: "stats_list",
  group: "stats",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "Periods for which snapshots exist: those that ended since the company was created.",
  request: {},
  roles: READERS,
  errors: [],
  assumed: "the form of the periods; how far back they go: 30 days, 52 weeks, 48 months, as in stats_summary",
  handle(call) {
    const { createtime } = homeCompany(call);
    return {
      snapshots: Object.fromEntries(
        PERIODS.map((period) => [period, endedPeriods(period, createtime * 1000, call.at)]),
      ),
    };
  },
});

export const statsSnapshot = method<{ type: "company" | "domain"; object: string; date: string }>({
  name: "stats_snapshot",
  group: "stats",
  status: "documented",
  source: "PHP2, LIVE, SDK-PHP",
  summary: "The address of a snapshot file. Nothing answers there.",
  request: {
    type: { type: "choice", values: ["company", "domain"], required: true },
    object: { type: "name", required: true },
    date: { type: "name", required: true, note: "YYYY-MM or YYYY-MM-DD" },
  },
  roles: READERS,
  errors: [2, 3],
  assumed: "a date of another form answers 5, a date in the future 2",
  switches: ["missingCompany", "nameCase"],
  object: ({ object }) => object,
  handle(call) {
    const { type, object, date } = call.fields;
    const name = type === "company" ? ownCompany(call, object).name : ownDomain(call, object).name;
    const begins = /^\d{4}-\d{2}(-\d{2})?$/.test(date) ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(begins)) throw new ApiError(5, { date: "must be YYYY-MM or YYYY-MM-DD" });
    if (begins > call.at) throw new ApiError(2);
    return { snapshot: `https://snapshots.invalid/${type}/${encodeURIComponent(name)}/${date}.csv` };
  },
});

export const statsSummary = method<{ type?: "company" | "domain" | "user"; object?: string; by?: Period }>({
  name: "stats_summary",
  group: "stats",
  status: "documented",
  source: "GUIDE, PHP2, LIVE",
  summary: "Figures per period for a company, a domain or a user.",
  request: {
    type: { type: "choice", values: ["company", "domain", "user"] },
    object: { type: "name" },
    by: { type: "choice", values: ["day", "week", "month"] },
  },
  roles: READERS,
  errors: [2, 3],
  assumed:
    "type company, the company of the caller and by day when left out; only the present period, with what there is now; members beyond deleted_users, which are cut off in the source",
  switches: ["missingCompany", "nameCase", "missingUserDomain", "sampleMail"],
  object: ({ object }) => object,
  handle(call) {
    const by = call.fields.by ?? "day";
    const { users, deleted } = counted(call);
    const mailboxes = [...users, ...deleted].map((user) => mailboxOf(user, call.behaviours));
    const kept = mailboxes.slice(0, users.length);
    const gone = mailboxes.slice(users.length);
    const figures: JsonObject = {
      deleted_users: {
        storage_items_stored: gone.reduce((sum, mailbox) => sum + present(mailbox).length, 0),
        storage_current_size: gone.reduce((sum, mailbox) => sum + bytesUsed(mailbox), 0),
      },
      logins: {},
      messages: {},
      services: {
        ...countTypes(users),
        ...Object.fromEntries(
          SERVICES.map((name) => [name, users.filter((one) => one.attributes[name] === "enabled").length]),
        ),
      },
      storage: {
        storage_items_stored: kept.reduce((sum, mailbox) => sum + present(mailbox).length, 0),
        storage_current_size: kept.reduce((sum, mailbox) => sum + bytesUsed(mailbox), 0),
      },
    };
    return { summary: { [periodStart(by, call.at)]: figures } };
  },
});

function counted(call: Call<{ type?: string; object?: string }>): { users: User[]; deleted: User[] } {
  const { store, at, behaviours, fields } = call;
  const { object } = fields;
  const type = fields.type ?? "company";
  if (type === "user") {
    if (object === undefined) throw new ApiError(5, { object: "missing" });
    return { users: [ownUser(call, object).user], deleted: [] };
  }
  if (type === "domain" && object === undefined) throw new ApiError(5, { object: "missing" });
  const domains =
    type === "domain"
      ? [ownDomain(call, object ?? "")]
      : store.domainsOf(ownCompany(call, object ?? homeCompany(call).name));
  return {
    users: domains.flatMap((domain) => [...domain.users.values()]),
    deleted: domains.flatMap((domain) => restorableUsers(domain, at, behaviours).map(({ user }) => user)),
  };
}
