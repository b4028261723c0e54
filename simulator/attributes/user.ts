import { USER_TYPES } from "../store/objects.js";
import { addressProblem, omaAddressProblem } from "../wire/names.js";
import { attribute, attributeTable } from "./attribute.js";
import { brand, notes, senders, services, smtpSentLimit, spam } from "./common.js";
import { address, flag, integer, list, oneOf, password, text } from "./forms.js";
import { LANGUAGES, TIMEZONES } from "./options.js";

const delivery = (name: string) => attribute(name, flag, "PHP1", { nullable: false, initial: false });

export const USER = attributeTable("user", [
  attribute("account", text(), "LIVE", { access: "ro", nullable: false }),
  attribute("aliases", list(2000, omaAddressProblem), "PHP1, GUIDE"),
  ...senders,
  attribute("autoresponder", text({ max: 4000 }), "PHP1, GUIDE"),
  attribute("autoresponder_option_enddate", integer(0), "PHP1, GUIDE"),
  // Documented as below 1095 hours, with a remark of 45 days that does not fit (README of the reference).
  attribute("autoresponder_option_interval", integer(1, 1094), "PHP1, GUIDE, KB"),
  brand,
  delivery("delivery_autoresponder"),
  delivery("delivery_filter"),
  delivery("delivery_forward"),
  delivery("delivery_local"),
  attribute("fax", text({ max: 30 }), "PHP1"),
  attribute("forward_option_reply_to", address, "PHP1, NOTE-MD"),
  attribute("forward_option_restricted", flag, "PHP1, NOTE-MD", { initial: false }),
  attribute("forward_option_subject_prefix", text({ max: 128 }), "PHP1, NOTE-MD"),
  // The limit of 1000 has a number of its own (38), so the form does not count.
  attribute("forward_recipients", list(Number.MAX_SAFE_INTEGER, addressProblem), "PHP1, SDK-PHP, NOTE-MD"),
  attribute("language", oneOf(LANGUAGES), "PHP1", { inherit: "copied" }),
  attribute("macsettings", text({ max: 2048 }), "PHP1"),
  attribute("max_pab_entries", integer(0), "PHP1, GUIDE"),
  attribute("name", text({ max: 512 }), "PHP1"),
  notes,
  attribute("password", password, "PHP1, GUIDE, NOTE-MD", {
    nullable: false,
    hidden: true,
  }),
  attribute("phone", text({ max: 30 }), "PHP1"),
  attribute("quota", integer(0), "PHP1, NOTE-MD", { nullable: false, inherit: "copied", billable: true }),
  attribute("reject_spam", flag, "PHP1", { initial: false }),
  ...services({ inherit: "copied" }),
  attribute("sieve", text(), "PHP1"),
  smtpSentLimit,
  ...spam,
  attribute("timezone", oneOf(TIMEZONES), "PHP1", { inherit: "copied" }),
  attribute("title", text({ max: 60 }), "PHP1"),
  attribute("type", oneOf(USER_TYPES), "PHP1, GUIDE", { nullable: false, initial: "mailbox", billable: true }),
  attribute("workgroup", text(), "PHP1, CLI-WHMCS", { nullable: false, inherit: "copied" }),
]);
