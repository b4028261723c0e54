import type { Attribute } from "../attribute.js";
import { type Inherit, inherits } from "./attributes.js";
import { hostAndPort } from "./patterns.js";

const services = {
  serviceImap4: "IMAP4 log-in",
  servicePop3: "POP3 log-in",
  serviceSmtpin: "incoming SMTP (SMTPIN: its name says inbound, the sources disagree)",
  serviceSmtprelay: "sending through SMTP relay",
  serviceSmtprelayWebmail: "sending from Webmail",
  serviceWebmail: "Webmail log-in",
} as const;

/** The six service switches. KB: `suspended` can be lifted only by an admin of the same or a higher level. */
export function serviceSwitches(scope: string, inherit?: (attribute: string) => Inherit) {
  const state = (name: keyof typeof services): Attribute => ({
    value: { shape: "choice", values: ["enabled", "disabled", "suspended"] },
    doc: `State of ${services[name]}${scope}. Only an admin of the same or a higher level can lift \`suspended\`.`,
    source: "SEED-GC, PHP1, KB",
    access: "read-write",
    security: "it decides who can log in and send",
    ...inherits(inherit?.(name)),
  });
  return {
    serviceImap4: state("serviceImap4"),
    servicePop3: state("servicePop3"),
    serviceSmtpin: state("serviceSmtpin"),
    serviceSmtprelay: state("serviceSmtprelay"),
    serviceSmtprelayWebmail: state("serviceSmtprelayWebmail"),
    serviceWebmail: state("serviceWebmail"),
  };
}

/** KB: resellers usually cannot set it. The list of settable attributes decides. */
export function smtpSentLimit(inherit: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0, max: 10000 },
    unit: "recipients per 24 hours",
    doc: "How many messages a user may send. A message to two recipients counts twice. Resellers usually may not set it.",
    source: "SEED-GC, PHP1, KB",
    access: "read-write",
    nullable: true,
    security: "it limits what a stolen account can send",
    inherit,
  };
}

export const nextHop: Attribute = {
  value: { shape: "text", pattern: hostAndPort },
  doc: "Mail server that receives filtered mail. Needed before an account of type `filter` can exist (error 27).",
  source: "PHP1, NOTE-MD",
  access: "read-write",
  nullable: true,
  security: "mail goes there",
};
