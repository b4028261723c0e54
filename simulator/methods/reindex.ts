import { inheritedByUser } from "../attributes/inherit.js";
import { ownUser } from "../auth/access.js";
import { EDITORS } from "../auth/roles.js";
import { jobStatus, newJobId, progress } from "../rules/jobs.js";
import { folderNames, mailboxOf } from "../rules/mailbox.js";
import { ApiError } from "../wire/errors.js";
import { method } from "./method.js";

/** Jobs remembered per user. Not documented. */
const KEPT = 20;

export const reindex = method<{ user: string; folder?: string; id?: string }>({
  name: "reindex",
  group: "mail",
  status: "documented",
  source: "PHP2, LIVE",
  summary: "Starts to rebuild the index files of a mailbox, or returns the status of a job.",
  request: {
    user: { type: "name", required: true },
    folder: { type: "name", note: "all when left out" },
    id: { type: "id", note: "job to ask about; folder is ignored then" },
  },
  roles: EDITORS,
  errors: [2, 3, 26],
  writes: true,
  assumed: "the states queued, running and done; the last 20 jobs of a user are remembered",
  switches: ["missingUserDomain", "jobSeconds"],
  object: ({ user }) => user,
  handle(call) {
    const { fields, behaviours, store, at } = call;
    const { user, domain } = ownUser(call, fields.user);
    const jobs = user.reindexJobs ?? [];
    if (fields.id !== undefined) {
      const job = jobs.find(({ id }) => id === fields.id);
      if (!job) throw new ApiError(2);
      return { id: job.id, status: jobStatus(progress(job.started, at, behaviours)) };
    }
    const inherit = inheritedByUser(domain, store.companyOf(domain));
    const folders = folderNames(mailboxOf(user, behaviours), user.attributes.spamfolder ?? inherit.spamfolder);
    if (fields.folder !== undefined && !folders.includes(fields.folder)) throw new ApiError(26);
    const job = { id: newJobId(at, (id) => jobs.some((one) => one.id === id)), started: at };
    user.reindexJobs = [...jobs, job].slice(-KEPT);
    return { id: job.id, status: "queued" };
  },
});
