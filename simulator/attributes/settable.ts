import type { Behaviours } from "../behaviours/switches.js";
import type { RoleName } from "../store/objects.js";
import type { Attribute, AttributeTable } from "./attribute.js";

/**
 * Names this admin may set on this kind of object (questions 45, 46, 50). The sources show only the list of a company
 * admin; the others follow from the description of the roles.
 */
export function settableNames(
  table: AttributeTable,
  role: RoleName | undefined,
  exists: boolean,
  behaviours: Behaviours,
): string[] {
  return table.all
    .filter((attribute) => attribute.access === "rw")
    .filter((attribute) => exists || attribute.limit !== "update")
    .filter((attribute) => attribute.limit !== "restricted" || behaviours.smtpSentLimit === "settable")
    .filter((attribute) => mayset(table.kind, role, attribute, behaviours))
    .map((attribute) => attribute.name);
}

function mayset(
  kind: AttributeTable["kind"],
  role: RoleName | undefined,
  attribute: Attribute,
  { costlessRoles }: Behaviours,
): boolean {
  const free = !attribute.billable || costlessRoles === "everything";
  switch (role) {
    case "company":
      return true;
    case "domain":
      return kind === "user" || (kind === "domain" && attribute.name !== "company");
    case "workgroup":
      return kind === "user";
    case "company_view":
      return (kind === "user" || kind === "domain") && free;
    case "company_mail":
    case "mail":
      return kind === "user" && free;
    case "company_mail2":
      return kind === "user" && free && attribute.name !== "password";
    default:
      return false;
  }
}
