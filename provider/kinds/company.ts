import type { Kind } from "./kind.js";
import {
  account,
  brandName,
  flag,
  language,
  limit,
  live,
  mostMegabytes,
  notesExternal,
  quota,
  timezone,
} from "./shared/attributes.js";
import { serviceSwitches, smtpSentLimit } from "./shared/mail-flow.js";
import { passwordRules } from "./shared/password-rules.js";
import { anyAddress, companyId, plainName } from "./shared/patterns.js";
import { senderLists, spamTreatment } from "./shared/spam.js";

const fromCluster = () => live("the cluster's default");

/** A reseller's company. OMA can neither create nor delete one, so the resource adopts the existing one. */
export const company: Kind = {
  name: "Company",
  doc: "Settings of an existing company. OMA can neither create nor delete a company: creating the resource adopts it and remembers the original value of each declared attribute.",
  identity: {
    company: { doc: "Name of the company, exactly as OpenSRS has it.", pattern: plainName },
  },
  displayName: ({ company = "" }) => company,
  attributes: {
    account,
    ...senderLists,
    brand: brandName("Brand for domains that have none.", fromCluster()),
    contacts: {
      value: {
        shape: "records",
        maxItems: 100,
        fields: {
          email: { doc: "Address of the contact.", pattern: anyAddress, required: true },
          name: { doc: "Name of the contact.", maxLength: 128 },
          notes: { doc: "Notes about the contact.", maxLength: 1024 },
          phone: { doc: "Phone number.", maxLength: 64 },
          type: {
            doc: "What the contact is for.",
            values: ["business", "technical", "emergency", "abuse", "billing"],
            required: true,
          },
        },
      },
      doc: "Contacts of the company. Their order has no meaning.",
      source: "SEED-GC, PHP1",
      access: "read-write",
    },
    ...passwordRules(fromCluster),
    domainPushAllowed: {
      value: { shape: "texts", item: companyId },
      doc: "Ids (not names) of the companies that may push domains into this one.",
      source: "SEED-GC, PHP1, GUIDE",
      access: "read-write",
      security: "these companies can put domains into this one",
    },
    domainPushNotify: {
      value: { shape: "text", pattern: anyAddress },
      doc: "Address that is notified of pushed domains.",
      source: "SEED-GC, PHP1",
      access: "read-write",
      nullable: true,
    },
    ...spamTreatment(fromCluster),
    language: language("Webmail language for new domains."),
    limitAliases: limit("Most user aliases in a domain; copied into new domains."),
    limitUsers: limit("Most users in a domain, of any type; copied into new domains."),
    notesExternal,
    osrsId: {
      value: { shape: "text" },
      doc: "OpenSRS reseller id of the company.",
      source: "SEED-GC",
      access: "read",
    },
    quota: quota("Default quota for new domains: megabytes here, bytes on domains and users.", "MB", 15360),
    quotaMaximum: quota("Highest quota that domains of the company may set.", "MB", mostMegabytes),
    ...serviceSwitches(" for new domains or users of the company"),
    smtpSentLimit: smtpSentLimit(fromCluster()),
    statsMailout: {
      value: { shape: "texts", maxItems: 100, item: anyAddress },
      doc: "Addresses that receive the company's statistics.",
      source: "SEED-GC, PHP1, KB",
      access: "read-write",
    },
    timezone: timezone("Default timezone for new domains."),
    wmDomainalias: flag(
      "Whether Webmail offers From addresses built from domain aliases; copied into new domains.",
      "SEED-GC, PHP1, KB",
    ),
  },
  options: {
    onDelete: {
      doc: "What deleting the resource does, since OMA cannot delete a company: `release` (default) leaves every value as it is, `reset` writes the original values back.",
      value: { shape: "choice", values: ["release", "reset"] },
      default: "release",
    },
  },
  verbs: { read: "get_company", change: "change_company", create: "adopt" },
  settableScope: ({ company = "" }) => company,
  computed: {
    osrsId: { doc: "OpenSRS reseller id of the company.", type: "string", from: "attributes" },
    createtime: { doc: "When the company was created, in UNIX seconds.", type: "number", from: "metadata" },
  },
};
