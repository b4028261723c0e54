import type { Identity, Kind } from "./kind.js";
import { adopt, deleteTimeout } from "./shared/options.js";
import { ofDomain } from "./shared/parents.js";
import { domainName, workgroupName } from "./shared/patterns.js";

const called = ({ domain, workgroup }: Identity): string => `${domain}/${workgroup}`;

/** A workgroup of a domain. It has no attributes, so every change replaces it. */
export const workgroup: Kind = {
  name: "Workgroup",
  doc: "A workgroup of a domain. It holds users, and an admin can have a role over it. Only an empty workgroup can be deleted, and that cannot be undone.",
  identity: {
    domain: { doc: "Domain of the workgroup. A change replaces the workgroup.", pattern: domainName, lowered: true },
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
    create: "unguarded",
    delete: "delete_workgroup",
    subresource: {
      read: ({ domain, workgroup }) => ({ criteria: { domain, match: workgroup } }),
      found: ({ workgroups }, identity) => {
        if (!Array.isArray(workgroups)) return undefined;
        // Open question 43: compared without regard to case. The name may hold wildcards, so the search may return other rows.
        const name = identity.workgroup?.toLowerCase();
        return workgroups.some((row) => String(row?.workgroup).toLowerCase() === name) ? { attributes: {} } : null;
      },
      change: (identity) => identity,
    },
  },
  parent: ofDomain,
  undated: true,
  blockers: [
    {
      number: 10,
      method: "search_users",
      criteria: ({ domain, workgroup }) => ({ domain, workgroup }),
      rows: "users",
      describe: (row) => `${String(row.type ?? "user")} ${String(row.user)}`,
      mayLeave: true,
      remedy: "Move these users to another workgroup first, or delete them, then run again.",
    },
    {
      number: 24,
      method: "search_admins",
      criteria: () => ({ type: ["workgroup"] }),
      rows: "admins",
      concerns: (row, identity) => [row.control].flat().some((object) => sameObject(object, called(identity))),
      describe: (row) => `${String(row.type)} admin ${String(row.user)}`,
      mayLeave: true,
      remedy: "Take these admins' roles over the workgroup away first (Role, or set_role), then run again.",
    },
  ],
  refusals: {
    18: {
      why: ({ domain }) => `it is the default workgroup of ${domain}`,
      remedy:
        "Give the domain another default workgroup first (workgroup of the Domain). If the same run deletes the domain, set deletedWith to it in the options of this resource.",
    },
  },
  computed: {},
};

function sameObject(a: unknown, b: string): boolean {
  return String(a).toLowerCase() === b.toLowerCase();
}
