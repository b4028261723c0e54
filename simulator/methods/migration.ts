import { homeCompany, ownUser } from "../auth/access.js";
import type { Call } from "../auth/call.js";
import { PASSWORD_EDITORS } from "../auth/roles.js";
import { jobStatus, newJobId, progress } from "../rules/jobs.js";
import type { Migration, MigrationAccount } from "../store/objects.js";
import { ApiError } from "../wire/errors.js";
import type { JsonObject } from "../wire/json.js";
import { method } from "./method.js";

/** KB. */
const MOST_ACCOUNTS = 500;
/** Jobs remembered per company. Not documented. */
const KEPT = 1000;
const SERVER = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:[0-9]{1,5}$/i;

interface Entry {
  local: string;
  remote: string;
  password: string;
  server: string;
  method: string;
  skip?: string[];
  translate?: JsonObject;
}

export const migrationAdd = method<{ job?: string; users: Entry[] }>({
  name: "migration_add",
  group: "migration",
  status: "documented",
  source: "GUIDE, PHP1, PHP2, SDK-PHP, KB",
  summary: "Starts a job that copies mail from remote accounts. Here the job only takes its time: nothing is copied.",
  request: {
    job: { type: "id", note: "generated when left out" },
    users: {
      type: "entries",
      required: true,
      fields: {
        local: { type: "name", required: true },
        remote: { type: "name", required: true },
        password: { type: "name", required: true },
        server: { type: "name", required: true, note: "host:port" },
        method: { type: "choice", values: ["imap4", "imap4s", "pop3", "pop3s"], required: true },
        skip: { type: "texts", note: "folders to leave out" },
        translate: { type: "object", note: "remote folder to local folder" },
      },
    },
  },
  roles: PASSWORD_EDITORS,
  errors: [2, 3, 19],
  writes: true,
  assumed: "more than 500 accounts answer 5; job ids are unique in a company",
  switches: ["missingUserDomain", "jobSeconds"],
  object: ({ job }) => job,
  handle(call) {
    const { fields, caller, at } = call;
    if (fields.users.length > MOST_ACCOUNTS)
      throw new ApiError(5, { users: `must have at most ${MOST_ACCOUNTS} entries` });
    const accounts = fields.users.map(account);
    for (const { local } of accounts) ownUser(call, local);
    const company = homeCompany(call);
    const jobs = company.migrations ?? [];
    if (jobs.some(({ job }) => job === fields.job)) throw new ApiError(19);
    const job = fields.job ?? newJobId(at, (id) => jobs.some((one) => one.job === id));
    company.migrations = [...jobs, { job, owner: caller.name, started: at, accounts }].slice(-KEPT);
    return { job };
  },
});

/** One entry without its password: the simulator does not need that secret. */
function account(
  { local, remote, server, method: how, skip = [], translate = {} }: Entry,
  index: number,
): MigrationAccount {
  const bad = (name: string, reason: string) => new ApiError(5, { [`users.${index}.${name}`]: reason });
  if (!SERVER.test(server)) throw bad("server", "must be host:port");
  if (!isTextToText(translate)) throw bad("translate", "must map folders to folders");
  return { local: local.toLowerCase(), remote, server, method: how, skip, translate };
}

function isTextToText(value: JsonObject): value is { [name: string]: string } {
  return Object.values(value).every((item) => typeof item === "string");
}

export const migrationJobs = method<unknown>({
  name: "migration_jobs",
  group: "migration",
  status: "documented",
  source: "PHP2, SDK-PHP",
  summary: "The migration jobs of the caller.",
  request: {},
  roles: PASSWORD_EDITORS,
  errors: [],
  assumed: "the member jobs and what is in it",
  switches: ["jobSeconds"],
  handle(call) {
    const own = (homeCompany(call).migrations ?? []).filter(({ owner }) => owner === call.caller.name);
    return { jobs: own.map((migration) => overview(call, migration)) };
  },
});

export const migrationStatus = method<{ job: string }>({
  name: "migration_status",
  group: "migration",
  status: "documented",
  source: "GUIDE, PHP2, SDK-PHP",
  summary: "How far a job is.",
  request: { job: { type: "id", required: true } },
  roles: PASSWORD_EDITORS,
  errors: [2],
  assumed: "the whole answer; jobs of other admins answer 9",
  switches: ["jobSeconds"],
  object: ({ job }) => job,
  handle(call) {
    const migration = ownJob(call, call.fields.job);
    const users = migration.accounts.map(({ local }, index) => ({
      user: local,
      status: statusOf(call, migration, index),
    }));
    return { ...overview(call, migration), users };
  },
});

export const migrationTrace = method<{ job: string; user: string }>({
  name: "migration_trace",
  group: "migration",
  status: "documented",
  source: "PHP2, SDK-PHP",
  summary: "One user of a job.",
  request: { job: { type: "id", required: true }, user: { type: "name", required: true } },
  roles: PASSWORD_EDITORS,
  errors: [2],
  assumed: "the whole answer",
  switches: ["jobSeconds"],
  object: ({ job }) => job,
  handle(call) {
    const migration = ownJob(call, call.fields.job);
    const index = migration.accounts.findIndex(({ local }) => local === call.fields.user.toLowerCase());
    const found = migration.accounts[index];
    if (!found) throw new ApiError(2);
    const { local: user, remote, server, method: how } = found;
    return { job: migration.job, user, remote, server, method: how, status: statusOf(call, migration, index) };
  },
});

function ownJob(call: Call<unknown>, job: string): Migration {
  const found = homeCompany(call).migrations?.find((one) => one.job === job);
  if (!found) throw new ApiError(2);
  if (found.owner !== call.caller.name) throw new ApiError(9);
  return found;
}

/** Mailboxes are copied one by one. */
function statusOf({ at, behaviours }: Call<unknown>, { started }: Migration, index: number): string {
  return jobStatus(progress(started + index * behaviours.jobSeconds * 1000, at, behaviours));
}

function overview(call: Call<unknown>, migration: Migration): JsonObject {
  const done = progress(migration.started, call.at, call.behaviours, migration.accounts.length);
  return {
    job: migration.job,
    status: jobStatus(done),
    started: Math.floor(migration.started / 1000),
    total: migration.accounts.length,
    done: Math.floor(done * migration.accounts.length),
  };
}
