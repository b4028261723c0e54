import type * as pulumi from "@pulumi/pulumi";
import { metadataOf } from "../../provider/lookups/metadata.js";
import { type Question, questions } from "../../provider/lookups/questions.js";
import { OmaError } from "../../provider/oma/index.js";
import type { LookupOptions } from "./account.js";
import { ask, type Inputs } from "./ask.js";

/** Accounts by type. */
export type Counts = Readonly<Record<string, number>>;

export interface UserRow {
  readonly user: string;
  readonly type?: "mailbox" | "forward" | "filter" | "alias";
  readonly aliasTarget?: string;
  readonly workgroup?: string | null;
  readonly status?: string;
  readonly createtime?: number;
  readonly lastlogin?: unknown;
  readonly forwardRecipient?: string | null;
  readonly forwardRecipientCount?: number;
  readonly id?: string;
  readonly deleteTime?: number;
}

export interface DomainRow {
  readonly domain: string;
  readonly type?: "domain" | "alias";
  readonly users?: Counts;
  readonly id?: string;
  readonly deleteTime?: number;
}

export interface BrandRow {
  readonly brand: string;
  readonly counts?: Counts;
}

export interface BrandMemberRow {
  readonly type: "domain" | "user";
  readonly member: string;
}

export interface AdminRow {
  readonly user: string;
  readonly type?: string;
  readonly control?: readonly string[];
}

export interface WorkgroupRow {
  readonly workgroup: string;
  readonly counts?: Counts;
}

/** The accounts and aliases of a domain, sorted by address. */
export function searchUsers(
  args: Inputs<{
    domain: string;
    match?: string | undefined;
    type?: ("mailbox" | "forward" | "filter" | "alias")[] | undefined;
    status?: ("active" | "deleted" | "quota" | "smtplimit" | "suspended")[] | undefined;
    workgroup?: string | undefined;
    deleted?: boolean | undefined;
  }>,
  options: LookupOptions = {},
): pulumi.Output<UserRow[]> {
  // Without it, most of what there is to know of an account is left out.
  const fields = ["createtime", "forward", "lastlogin", "status", "type", "workgroup"];
  return search("searchUsers", args, options, { fields });
}

/** The domains and alias domains of a company, sorted by name. */
export function searchDomains(
  args: Inputs<{
    company?: string | undefined;
    match?: string | undefined;
    type?: ("domain" | "alias")[] | undefined;
    deleted?: boolean | undefined;
  }> = {},
  options: LookupOptions = {},
): pulumi.Output<DomainRow[]> {
  return search("searchDomains", args, options);
}

/** The brands of a company. */
export function searchBrands(
  args: Inputs<{ company?: string | undefined; match?: string | undefined; deleted?: boolean | undefined }> = {},
  options: LookupOptions = {},
): pulumi.Output<BrandRow[]> {
  return search("searchBrands", args, options);
}

/** What a brand is assigned to. */
export function searchBrandMembers(
  args: Inputs<{ brand: string; company?: string | undefined; type?: ("domain" | "user")[] | undefined }>,
  options: LookupOptions = {},
): pulumi.Output<BrandMemberRow[]> {
  return search("searchBrandMembers", args, options);
}

/** The admins of a company and of what is in it. */
export function searchAdmins(
  args: Inputs<{
    company?: string | undefined;
    match?: string | undefined;
    type?: ("company" | "company_view" | "domain" | "mail" | "workgroup")[] | undefined;
  }> = {},
  options: LookupOptions = {},
): pulumi.Output<AdminRow[]> {
  return search("searchAdmins", args, options);
}

/** The workgroups of a domain, sorted by name. */
export function searchWorkgroups(
  args: Inputs<{ domain: string; match?: string | undefined }>,
  options: LookupOptions = {},
): pulumi.Output<WorkgroupRow[]> {
  return search("searchWorkgroups", args, options);
}

/** All rows, however many pages they come in. */
function search<Args extends object, Row>(
  name: keyof typeof questions,
  args: Inputs<Args>,
  options: LookupOptions,
  more: object = {},
): pulumi.Output<Row[]> {
  const question: Question = questions[name];
  return ask<Args, Row[]>(name, args, options, async ({ client }, given) => {
    refuseMistakes(name, question, given);
    const rows: Row[] = [];
    for await (const row of client.search(question.method, { criteria: given, ...more } as never)) {
      rows.push(rowOf(question, row) as Row);
    }
    return rows;
  });
}

/** @throws OmaError for a criterion that is missing, or that the search does not know and would not go by. */
function refuseMistakes(name: string, { criteria, required }: Question, given: object): void {
  const unknown = Object.keys(given).find((criterion) => !Object.hasOwn(criteria, criterion));
  if (unknown !== undefined) {
    const remedy = `Use ${Object.keys(criteria).join(", ")}.`;
    throw new OmaError("OMA_ARGUMENT_INVALID", `${unknown} is no criterion`, { object: name, remedy });
  }
  if (required !== undefined && (given as Record<string, unknown>)[required] === undefined) {
    throw new OmaError("OMA_ARGUMENT_INVALID", `${required} is required`, { object: name });
  }
}

/** The members that the reference names, in the program's names; the guide misspells two of them. */
function rowOf({ row }: Question, answered: object): Record<string, unknown> {
  const named = Object.entries(metadataOf(answered as Record<string, unknown>)).map(
    ([name, value]) => [name.replace("Recepient", "Recipient"), name === "id" ? String(value) : value] as const,
  );
  return Object.fromEntries(named.filter(([name]) => Object.hasOwn(row, name)));
}
