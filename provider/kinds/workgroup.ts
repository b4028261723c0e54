import { folded } from "./attribute.js";
import type { Identity, Kind } from "./kind.js";
import { adopt, deleteTimeout } from "./shared/options.js";
import { ofDomain } from "./shared/parents.js";
import { domainName, roleObject, workgroupName } from "./shared/patterns.js";
import { namesIn, spellingOf } from "./shared/spelling.js";

const called = ({ domain, workgroup }: Identity): string => `${domain}/${workgroup}`;
const matching = ({ domain, workgroup }: Identity) => ({ criteria: { domain, match: workgroup } });

/** A workgroup of a domain. It has no attributes, so every change replaces it. */
export const workgroup: Kind = {
  name: "Workgroup",
  doc: "A workgroup of a domain. It holds users, and an admin can have a role over it. Only an empty workgroup can be deleted, and that cannot be undone.",
  identity: {
    domain: { doc: "Domain of the workgroup. A change replaces the workgroup.", pattern: domainName },
    workgroup: {
      doc: "Name of the workgroup. OMA cannot rename one, so a change replaces it. Two names that differ only in case cannot both exist.",
      pattern: workgroupName,
    },
  },
  displayName: called,
  attributes: {},
  options: {
    adopt: adopt("a workgroup"),
    deleteTimeout: deleteTimeout("the workgroup's users are gone"),
  },
  verbs: {
    read: "search_workgroups",
    change: "create_workgroup",
    // create_workgroup is no upsert: it refuses an existing name (7; 19: or 8).
    create: "guarded",
    delete: "delete_workgroup",
    subresource: {
      read: matching,
      found: ({ workgroups }, { workgroup }) => {
        if (!Array.isArray(workgroups)) return undefined;
        // The name may hold wildcards, so the search may return other rows.
        const spelled = spellingOf(workgroupName, namesIn(workgroups, "workgroup"), workgroup);
        return spelled === undefined ? null : { spelled: { workgroup: spelled }, attributes: {} };
      },
      change: (identity) => identity,
    },
  },
  parent: ofDomain,
  spellings: {
    method: "search_workgroups",
    fields: matching,
    names: ({ workgroups }) => namesIn(workgroups, "workgroup"),
  },
  undated: true,
  blockers: [
    {
      number: 10,
      method: "search_users",
      criteria: ({ domain, workgroup }) => ({ domain, workgroup }),
      rows: "users",
      describe: (row) => `${String(row.type ?? "user")} ${String(row.user)}`,
      mayLeave: true,
      remedy:
        "Move these users to another workgroup first, or delete them, also those of another program or of the console. Then run again.",
    },
    {
      number: 24,
      method: "search_admins",
      criteria: () => ({ type: ["workgroup"] }),
      rows: "admins",
      concerns: (row, identity) => [row.control].flat().some((object) => isSameObject(object, called(identity))),
      describe: (row) => `${String(row.type)} admin ${String(row.user)}`,
      mayLeave: true,
      remedy:
        "Take these admins' roles over the workgroup away first (in the program that declares them, or in the console). Then run again.",
    },
  ],
  refusals: {
    18: {
      why: ({ domain }) => `it is the default workgroup of ${domain}`,
      goesWithParent: true,
      remedy:
        "Declare the workgroup again, or give the domain another default workgroup (workgroup of the Domain). To keep it without managing it, remove it from state with pulumi state delete.",
    },
  },
  computed: {},
};

function isSameObject(a: unknown, b: string): boolean {
  return folded(roleObject, String(a)) === folded(roleObject, b);
}
