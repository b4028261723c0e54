import type { Behaviours } from "../behaviours/switches.js";
import { domainNameProblem } from "../wire/names.js";
import { type AttributeTable, attribute, attributeTable } from "./attribute.js";
import { brand, limits, notes, passwordRules, senders, services, smtpSentLimit, spam } from "./common.js";
import { flag, integer, list, oneOf, text } from "./forms.js";
import { LANGUAGES, QUOTA_MAXIMUM_RANGE, TIMEZONES } from "./options.js";

const HOST_AND_PORT = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/i;

export const DOMAIN = attributeTable("domain", [
  attribute("account", text(), "LIVE", { access: "ro", nullable: false }),
  attribute("aliases", list(2000, domainNameProblem), "PHP1, GUIDE"),
  ...senders,
  brand,
  // GUIDE: a catch-all cannot be switched on for new domains.
  attribute("catchall", text(), "PHP1, GUIDE", { limit: "update" }),
  attribute("company", text(), "PHP1, GUIDE, question 47", { nullable: false, billable: true, hidden: true }),
  ...passwordRules,
  attribute("disabled", flag, "PHP1, CLI-WHMCS", { nullable: false, initial: false }),
  attribute("dkim_key", text(), "CLI-GO, question 48", { hidden: true }),
  attribute("dkim_selector", text(), "CLI-GO, question 48"),
  attribute("filtermx", text({ pattern: HOST_AND_PORT }), "PHP1, NOTE-MD"),
  attribute("language", oneOf(LANGUAGES), "PHP1, GUIDE", { inherit: "copied" }),
  ...limits({ inherit: "copied" }),
  notes,
  // In bytes; the company has it in MB (PHP1, NOTE-MD).
  attribute("quota", integer(0), "PHP1, NOTE-MD", { nullable: false, inherit: "copied", billable: true }),
  attribute("quota_maximum", integer(...QUOTA_MAXIMUM_RANGE), "PHP1", { inherit: "copied", billable: true }),
  ...services({ inherit: "copied" }),
  smtpSentLimit,
  ...spam,
  attribute("timezone", oneOf(TIMEZONES), "PHP1, GUIDE", { inherit: "copied" }),
  attribute("wm_domainalias", flag, "PHP1, KB", { inherit: "copied" }),
  attribute("workgroup", text(), "PHP1", { nullable: false }),
]);

const WITHOUT_DKIM = attributeTable(
  "domain",
  DOMAIN.all.filter(({ name }) => !name.startsWith("dkim_")),
);

/** Question 48: one third-party client has the DKIM attributes, no page of the service does. */
export function domainTable({ dkimAttributes }: Readonly<Behaviours>): AttributeTable {
  return dkimAttributes === "accepted" ? DOMAIN : WITHOUT_DKIM;
}
