import { ROLES, type RoleName } from "../store/objects.js";

export function isRole(name: string): name is RoleName {
  return (ROLES as readonly string[]).includes(name);
}

export function isCompanyRole(name: RoleName): boolean {
  return name.startsWith("company");
}

/** Roles that see everything in their company. */
export const COMPANY_READERS: readonly RoleName[] = [
  "company",
  "company_view",
  "company_mail",
  "company_mail2",
  "company_ro",
];

/** Roles that see the objects they control; company_token_only sees nothing (GUIDE roles). */
export const READERS: readonly RoleName[] = [...COMPANY_READERS, "domain", "mail", "workgroup"];

/** GUIDE: company over domain over workgroup. The other roles have no rank and give no roles. */
export function power(name: RoleName | undefined): number {
  switch (name) {
    case "company":
      return 3;
    case "domain":
      return 2;
    case "workgroup":
      return 1;
    default:
      return 0;
  }
}

/** Roles that may change what costs nothing about mailboxes (GUIDE roles). */
export const EDITORS: readonly RoleName[] = [
  "company",
  "company_view",
  "company_mail",
  "company_mail2",
  "domain",
  "mail",
  "workgroup",
];

/** The same without company_mail2, which may not manage passwords and tokens (KB). */
export const PASSWORD_EDITORS: readonly RoleName[] = EDITORS.filter((role) => role !== "company_mail2");
