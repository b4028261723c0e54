import { amount, choice, type Switch } from "./switch.js";

/** Companies, domains and workgroups. */
export const DOMAINS = {
  missingCompany: {
    ...choice([9, 2], "The answer to reading or changing a company that does not exist. LIVE saw 9.", "8, 73"),
    refuted: [2],
  },
  unknownNewCompany: choice(
    [11, 9, 6],
    "The answer to change_domain when attributes.company names a company that does not exist.",
    "47",
  ),
  aliasRead: choice([3, 2], "The answer to get_domain and get_user by an alias name.", "14"),
  createClash: choice(
    [7, 8],
    "The number of a name clash outside create_only: workgroup, rename, restore, aliases.",
    "19, 20",
  ),
  capitals: choice(
    ["lowered", "refused"],
    "Capital letters in the name of a new domain or user: converted to lower case, or refused (6). Look-ups always ignore case.",
    "60",
  ),
  domainRowUsers: choice([true, false], "Whether the rows of search_domains count the users by type.", "15"),
  deletedUsersBlockDomain: choice(
    [false, true],
    "Whether soft-deleted users keep a domain from being deleted (10).",
    "21",
  ),
  domainLeftovers: choice(
    ["deleted", "refused"],
    "What happens to aliases, and to workgroups beyond the first, when their domain is deleted: they are deleted with it, or the domain cannot be deleted (10).",
    "22",
  ),
  domainOfAdmins: choice(
    [10, 24],
    "The answer to deleting a domain with users in it of whom some have a role; 10 is that of any domain with users.",
    "23",
  ),
  domainRestoreDays: amount(30, 36_500, "days", "How long a deleted domain can be restored.", "25"),
  initialWorkgroup: {
    ...choice<string>(["staff"], "The workgroup that every new domain starts with.", "42"),
    open: "a name of 1 to 64 characters without a slash",
    allows: (value) => typeof value === "string" && /^[^/]{1,64}$/.test(value),
  },
  missingWorkgroup: choice([6, 2], "The answer to putting a user into a workgroup that does not exist.", "44"),
  workgroupCase: choice(
    ["ignored", "exact"],
    "Whether a workgroup is found by a name in different case. Two names that differ only in case always clash.",
    "43",
  ),
} as const satisfies Record<string, Switch<unknown>>;
