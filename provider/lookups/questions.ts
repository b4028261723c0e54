import type { SearchName } from "../oma/index.js";

/** The type of a criterion, or of a member of a row. */
export type FieldType =
  | { readonly shape: "text"; readonly nullable?: true }
  | { readonly shape: "number" }
  | { readonly shape: "flag" }
  | { readonly shape: "choice" | "choices"; readonly values: readonly string[] }
  | { readonly shape: "texts" }
  /** Numbers by what was counted. */
  | { readonly shape: "counts" }
  /** No source describes it. */
  | { readonly shape: "unknown" };

export interface Field {
  /** One sentence, for whoever writes the program. */
  readonly doc: string;
  readonly type: FieldType;
  /** Of a criterion: the service cannot search without it. Of a row: every row has it. */
  readonly required?: true;
}

export type Fields = Readonly<Record<string, Field>>;

/** One search that programs can make: what it takes and what its rows have. Types and reference page are generated from it. */
export interface Question {
  readonly doc: string;
  readonly method: SearchName;
  readonly criteria: Fields;
  /** The members that the service leaves out of rows unless asked for, under the wire's names. */
  readonly fields?: readonly string[];
  readonly row: Fields;
}

const text = { shape: "text" } as const;
const nullableText = { shape: "text", nullable: true } as const;
const number = { shape: "number" } as const;
const flag = { shape: "flag" } as const;
const counts = { shape: "counts" } as const;

const match = { doc: "Pattern of names: `?` is one character, `*` any number.", type: text } as const;
const company = { doc: "Company to search in. Default: the admin's own.", type: text } as const;
const domain = { doc: "Domain to search in.", type: text, required: true } as const;
const deleted = {
  doc: "True for deleted objects that can be restored, in place of those that exist.",
  type: flag,
} as const;
const deleteTime = { doc: "When it was deleted, in UNIX seconds.", type: number } as const;

const accountTypes = ["mailbox", "forward", "filter", "alias"] as const;
const accountStatuses = ["active", "deleted", "quota", "smtplimit", "suspended"] as const;
const domainTypes = ["domain", "alias"] as const;
const brandMemberTypes = ["domain", "user"] as const;
const adminTypes = ["company", "company_view", "domain", "mail", "workgroup"] as const;

/** Sources: GUIDE, PHP1 and PHP2 (criteria and rows of the search methods). */
export const questions = {
  searchUsers: {
    doc: "The accounts and aliases of a domain, sorted by address.",
    method: "search_users",
    criteria: {
      domain,
      match,
      type: { doc: "Only accounts of these types.", type: { shape: "choices", values: accountTypes } },
      status: { doc: "Only accounts with one of these statuses.", type: { shape: "choices", values: accountStatuses } },
      workgroup: { doc: "Only accounts of this workgroup.", type: text },
      deleted,
    },
    fields: ["createtime", "forward", "lastlogin", "status", "type", "workgroup"],
    row: {
      user: { doc: "Address.", type: text, required: true },
      type: { doc: "Type of the account.", type: { shape: "choice", values: accountTypes } },
      aliasTarget: { doc: "The account that an alias belongs to.", type: text },
      workgroup: { doc: "Workgroup of the account.", type: nullableText },
      status: { doc: "Status of the account, such as `active`.", type: text },
      createtime: { doc: "When it was created, in UNIX seconds.", type: number },
      lastlogin: { doc: "UNIX seconds by way of log-in, or null.", type: { shape: "unknown" } },
      forwardRecipient: { doc: "The first address that mail is forwarded to.", type: nullableText },
      forwardRecipientCount: { doc: "How many addresses mail is forwarded to.", type: number },
      id: { doc: "Id that restores a deleted account.", type: text },
      deleteTime,
    },
  },
  searchDomains: {
    doc: "The domains and alias domains of a company, sorted by name.",
    method: "search_domains",
    criteria: {
      company,
      match,
      type: { doc: "Only domains of these types.", type: { shape: "choices", values: domainTypes } },
      deleted,
    },
    row: {
      domain: { doc: "Name.", type: text, required: true },
      type: { doc: "Type of the domain.", type: { shape: "choice", values: domainTypes } },
      users: { doc: "Number of accounts by type.", type: counts },
      id: { doc: "Id that restores a deleted domain.", type: text },
      deleteTime,
    },
  },
  searchBrands: {
    doc: "The brands of a company.",
    method: "search_brands",
    criteria: { company, match, deleted },
    row: {
      brand: { doc: "Name.", type: text, required: true },
      counts: { doc: "Number of domains and users that have the brand.", type: counts },
    },
  },
  searchBrandMembers: {
    doc: "The domains and users that a brand is assigned to.",
    method: "search_brand_members",
    criteria: {
      brand: { doc: "Name of the brand.", type: text, required: true },
      company,
      type: { doc: "Only members of these types.", type: { shape: "choices", values: brandMemberTypes } },
    },
    row: {
      type: { doc: "Type of the member.", type: { shape: "choice", values: brandMemberTypes }, required: true },
      member: { doc: "Name of the domain, or address of the user.", type: text, required: true },
    },
  },
  searchAdmins: {
    doc: "The admins of a company and of what is in it.",
    method: "search_admins",
    criteria: {
      company,
      match,
      type: { doc: "Only admins with one of these roles.", type: { shape: "choices", values: adminTypes } },
    },
    row: {
      user: { doc: "Address.", type: text, required: true },
      type: { doc: "Role of the admin.", type: text },
      control: { doc: "Names of the objects that the admin controls.", type: { shape: "texts" } },
    },
  },
  searchWorkgroups: {
    doc: "The workgroups of a domain, sorted by name.",
    method: "search_workgroups",
    criteria: { domain, match },
    row: {
      workgroup: { doc: "Name.", type: text, required: true },
      counts: { doc: "Number of accounts by type.", type: counts },
    },
  },
} as const satisfies Readonly<Record<string, Question>>;

export type QuestionName = keyof typeof questions;
