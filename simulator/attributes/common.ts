import { senderProblem } from "../wire/names.js";
import { type Attribute, attribute } from "./attribute.js";
import { flag, integer, list, oneOf, text } from "./forms.js";
import {
  FILTER_DELIVERIES,
  PASSWORD_ENCODINGS,
  PASSWORD_STRENGTHS,
  SERVICE_STATES,
  SERVICES,
  SPAM_LEVELS,
} from "./options.js";

/** GUIDE and PHP1 give these to company, domain and user alike. */

export const senders: readonly Attribute[] = [
  attribute("allow", list(1000, senderProblem), "SEED-GC, PHP1"),
  attribute("block", list(1000, senderProblem), "SEED-GC, PHP1"),
];

export const brand = attribute("brand", text(), "SEED-GC, PHP1", { inherit: "live" });

export const spam: readonly Attribute[] = [
  attribute("filterdelivery", oneOf(FILTER_DELIVERIES), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("spamfolder", text({ max: 128 }), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("spamheader", text({ max: 512, pattern: /^[A-Z].*:.*$/ }), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("spamlevel", oneOf(SPAM_LEVELS), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("spamtag", text({ max: 30 }), "SEED-GC, PHP1", { inherit: "live" }),
];

/** KB: resellers cannot manage it, and no documented settable list has it. */
export const smtpSentLimit = attribute("smtp_sent_limit", integer(0, 10000), "SEED-GC, PHP1, KB", {
  inherit: "live",
  limit: "restricted",
});

export const passwordRules: readonly Attribute[] = [
  attribute("default_password_encoding", oneOf(PASSWORD_ENCODINGS), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("password_strength", oneOf(PASSWORD_STRENGTHS), "SEED-GC, PHP1", { inherit: "live" }),
  attribute("regen_passwords", flag, "SEED-GC, PHP1, GUIDE", { inherit: "live" }),
];

export const notes = attribute("notes_external", text({ max: 4096 }), "SEED-GC, PHP1");

export function services(inherit: Pick<Attribute, "inherit">): readonly Attribute[] {
  return SERVICES.map((name) =>
    attribute(name, oneOf(SERVICE_STATES), "SEED-GC, PHP1, KB", {
      ...inherit,
      nullable: false,
      initial: "enabled",
      billable: true,
    }),
  );
}

export function limits(inherit: Pick<Attribute, "inherit">): readonly Attribute[] {
  return ["limit_aliases", "limit_users"].map((name) =>
    attribute(name, integer(0), "SEED-GC, PHP1", { ...inherit, billable: true }),
  );
}
