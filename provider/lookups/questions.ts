/** One search that programs can make: what it takes and what its rows have. Plain data, which the reference page is made of. */
export interface Question {
  readonly doc: string;
  readonly method:
    | "search_users"
    | "search_domains"
    | "search_brands"
    | "search_brand_members"
    | "search_admins"
    | "search_workgroups";
  readonly criteria: Readonly<Record<string, string>>;
  /** The criterion without which the service cannot search. */
  readonly required?: string;
  readonly row: Readonly<Record<string, string>>;
}

const match = "pattern of names: `?` is one character, `*` any number";
const company = "company to search in; left out: the admin's own";
const deleted = "true for what was deleted and can be restored, in place of what exists";

/** Sources: GUIDE, PHP1 and PHP2 (criteria and rows of the search methods). */
export const questions = {
  searchUsers: {
    doc: "Accounts and aliases of a domain.",
    method: "search_users",
    required: "domain",
    criteria: {
      domain: "domain to search in",
      match,
      type: "list of `mailbox`, `forward`, `filter`, `alias`",
      status: "list of `active`, `deleted`, `quota`, `smtplimit`, `suspended`",
      workgroup: "name of a workgroup",
      deleted,
    },
    row: {
      user: "address",
      type: "as in `type`",
      aliasTarget: "of an alias, the account that it belongs to",
      workgroup: "workgroup of the account",
      status: "as in `status`",
      createtime: "UNIX seconds",
      lastlogin: "UNIX seconds by way of log-in, or null",
      forwardRecipient: "the first address that mail is forwarded to",
      forwardRecipientCount: "how many there are",
      id: "of a deleted account, what restores it",
      deleteTime: "UNIX seconds",
    },
  },
  searchDomains: {
    doc: "Domains and alias domains of a company.",
    method: "search_domains",
    criteria: { company, match, type: "list of `domain`, `alias`", deleted },
    row: {
      domain: "name",
      type: "as in `type`",
      users: "number of accounts by type",
      id: "of a deleted domain, what restores it",
      deleteTime: "UNIX seconds",
    },
  },
  searchBrands: {
    doc: "Brands of a company.",
    method: "search_brands",
    criteria: { company, match, deleted },
    row: { brand: "name", counts: "how many domains and users have it" },
  },
  searchBrandMembers: {
    doc: "What a brand is assigned to.",
    method: "search_brand_members",
    required: "brand",
    criteria: { brand: "name of the brand", company, type: "list of `domain`, `user`" },
    row: { type: "`domain` or `user`", member: "its name" },
  },
  searchAdmins: {
    doc: "Admins of a company and of what is in it.",
    method: "search_admins",
    criteria: { company, match, type: "list of `company`, `company_view`, `domain`, `mail`, `workgroup`" },
    row: { user: "address", type: "the role", control: "names of what the admin controls" },
  },
  searchWorkgroups: {
    doc: "Workgroups of a domain.",
    method: "search_workgroups",
    required: "domain",
    criteria: { domain: "domain to search in", match },
    row: { workgroup: "name", counts: "number of accounts by type" },
  },
} as const satisfies Readonly<Record<string, Question>>;
