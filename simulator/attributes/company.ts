import { addressProblem } from "../wire/names.js";
import { attribute, attributeTable } from "./attribute.js";
import { brand, limits, notes, passwordRules, senders, services, smtpSentLimit, spam } from "./common.js";
import { address, contacts, flag, integer, list, oneOf, text } from "./forms.js";
import { LANGUAGES, QUOTA_MAXIMUM_RANGE, QUOTA_RANGE, TIMEZONES } from "./options.js";

/** Initial values are those of a freshly seeded company, which no API call can create. */
export const COMPANY = attributeTable("company", [
  attribute("account", text(), "SEED-GC", { access: "ro", nullable: false }),
  ...senders,
  brand,
  attribute("contacts", contacts, "SEED-GC, PHP1"),
  ...passwordRules,
  attribute("domain_push_allowed", list(1000), "SEED-GC, PHP1, question 50"),
  attribute("domain_push_notify", address, "SEED-GC, PHP1, question 50"),
  attribute("language", oneOf(LANGUAGES), "SEED-GC, PHP1", { initial: "en" }),
  ...limits({}),
  notes,
  attribute("osrs_id", text(), "SEED-GC", { access: "ro" }),
  // In MB here, in bytes on domain and user (SEED-GC).
  attribute("quota", integer(...QUOTA_RANGE), "SEED-GC, PHP1", { nullable: false, initial: 2048, billable: true }),
  attribute("quota_maximum", integer(...QUOTA_MAXIMUM_RANGE), "SEED-GC, PHP1, question 50", {
    initial: 10240,
    billable: true,
  }),
  ...services({}),
  smtpSentLimit,
  ...spam,
  attribute("stats_mailout", list(100, addressProblem), "SEED-GC, PHP1"),
  attribute("timezone", oneOf(TIMEZONES), "SEED-GC", { initial: "Europe/Amsterdam" }),
  attribute("wm_domainalias", flag, "SEED-GC, PHP1", { initial: true }),
]);
