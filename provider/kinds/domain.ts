import { folded } from "./attribute.js";
import type { Kind } from "./kind.js";
import {
  account,
  brandName,
  copied,
  flag,
  language,
  limit,
  live,
  mostMegabytes,
  notesExternal,
  quota,
  timezone,
} from "./shared/attributes.js";
import { nextHop, serviceSwitches, smtpSentLimit } from "./shared/mail-flow.js";
import { adopt, deleteTimeout, restoreDeleted } from "./shared/options.js";
import { passwordRules } from "./shared/password-rules.js";
import { domainName, omaAddress, plainName, workgroupName } from "./shared/patterns.js";
import { senderLists, spamTreatment } from "./shared/spam.js";

const liveFromCompany = (attribute: string) => live(`the company's ${attribute}`);
const copiedFromCompany = (attribute: string) => copied(`the company's ${attribute}`);
const undocumented =
  "no page of OMA documents it; one third-party client sends it. Set it outside of this provider if you must.";

/** The objects that the admin of a search_admins row controls: names of companies and domains, or domain/workgroup. */
const controls = (row: Readonly<Record<string, unknown>>): string[] => [row.control ?? []].flat().map(String);
const isSameDomain = (a = "", b = "") => folded(domainName, a) === folded(domainName, b);

/** A mail domain of a company. */
export const domain: Kind = {
  name: "Domain",
  doc: "A mail domain. Only an empty domain can be deleted. OpenSRS keeps deleted domains for a time under an id.",
  identity: {
    domain: { doc: "Name of the domain. A change replaces the domain.", pattern: domainName },
  },
  displayName: ({ domain = "" }) => domain,
  attributes: {
    account,
    aliases: {
      value: { shape: "texts", maxItems: 2000, item: domainName },
      excludes: ["domain"],
      doc: "Alias domains: mail to user@alias reaches user@domain. A change replaces the whole list.",
      source: "PHP1, GUIDE, CLI-WHMCS",
      access: "read-write",
      security: "it decides who receives mail",
    },
    ...senderLists,
    brand: brandName("Brand for the mailboxes of the domain.", liveFromCompany("brand")),
    catchall: {
      value: { shape: "text", pattern: omaAddress },
      doc: "Mailbox that receives mail for unknown mailboxes of the domain. OMA no longer enables it on new domains. Where it exists it can be kept or switched off.",
      source: "PHP1, GUIDE",
      access: "read-write",
      nullable: true,
      notOnCreate: true,
      mayBeAbsent: true,
      security: "mail goes there",
    },
    company: {
      value: { shape: "text", pattern: plainName },
      doc: "Company that holds the domain. Default: the admin's own. A change moves the domain with its mailboxes and mail, and needs `allowMove: true`.",
      source: "PHP1, GUIDE",
      access: "read-write",
      mayBeAbsent: true,
      changeNeeds: "allowMove",
    },
    ...passwordRules(liveFromCompany),
    disabled: {
      ...flag("`true` stops every mailbox of the domain.", "PHP1, CLI-WHMCS"),
      security: "it decides who can log in and send",
    },
    ...spamTreatment(liveFromCompany),
    filtermx: nextHop,
    language: language("Webmail language for new users.", copiedFromCompany("language")),
    limitAliases: limit("Most user aliases in the domain.", copiedFromCompany("limitAliases")),
    limitUsers: limit("Most users in the domain, of any type.", copiedFromCompany("limitUsers")),
    notesExternal,
    quota: quota(
      "Default quota for new users: bytes here, megabytes on the company.",
      "bytes",
      undefined,
      copiedFromCompany("quota, which is in MB"),
    ),
    quotaMaximum: quota(
      "Highest quota that a mailbox of the domain may get: megabytes, unlike `quota` beside it.",
      "MB",
      mostMegabytes,
      copiedFromCompany("quotaMaximum"),
    ),
    ...serviceSwitches(" for new users", copiedFromCompany),
    smtpSentLimit: smtpSentLimit(liveFromCompany("smtpSentLimit")),
    timezone: timezone("Timezone for new users.", copiedFromCompany("timezone")),
    wmDomainalias: flag(
      "Whether Webmail offers From addresses built from domain aliases.",
      "PHP1, KB",
      copiedFromCompany("wmDomainalias"),
    ),
    workgroup: {
      value: { shape: "text", pattern: workgroupName },
      doc: "Default workgroup of new users. It must exist, and cannot be deleted while it is the default (error 18).",
      source: "PHP1",
      access: "read-write",
    },
    dkimSelector: {
      value: { shape: "text" },
      doc: "DKIM selector.",
      source: "CLI-GO",
      access: "read-write",
      notOffered: undocumented,
    },
    dkimKey: {
      value: { shape: "text" },
      doc: "DKIM private key.",
      source: "CLI-GO",
      access: "write",
      secret: true,
      notOffered: undocumented,
    },
  },
  options: {
    adopt: adopt("a domain"),
    allowMove: {
      doc: "Whether a change of `company` may move the domain to that company.",
      value: { shape: "flag" },
      default: false,
    },
    restoreDeleted: restoreDeleted(
      "domain of this name that can be restored",
      "with its settings, after which its deleted accounts can be restored too",
      "a new one",
      ". How long OpenSRS keeps deleted domains is not documented.",
    ),
    deleteTimeout: deleteTimeout("the domain's users are gone"),
  },
  verbs: {
    read: "get_domain",
    change: "change_domain",
    create: "guarded",
    delete: "delete_domain",
    restore: {
      method: "restore_domain",
      search: "search_domains",
      criteria: (_, { company }) => ({ ...(company === undefined ? {} : { company }), deleted: true }),
      named: "domain",
      brings: "its settings, after which its deleted accounts can be restored too",
    },
  },
  settableScope: (_, inputs) => String(inputs.company ?? ""),
  references: { workgroup: (workgroup, { domain = "" }) => ({ kind: "Workgroup", identity: { domain, workgroup } }) },
  blockers: [
    {
      number: 10,
      method: "search_users",
      criteria: (identity) => ({ domain: identity.domain }),
      rows: "users",
      describe: (row) => `${String(row.type ?? "user")} ${String(row.user)}`,
      mayLeave: true,
      remedy: "Delete or move these users first, also those of another program or of the console. Then run again.",
    },
    {
      number: 24,
      method: "search_admins",
      criteria: () => ({}),
      rows: "admins",
      concerns: (row, identity) => controls(row).some((object) => isSameDomain(object.split("/")[0], identity.domain)),
      describe: (row) => `${String(row.type)} admin ${String(row.user)}`,
      mayLeave: true,
      remedy:
        "Take these admins' roles over the domain away first (in the program that declares them, or in the console). Then run again.",
    },
  ],
  computed: {},
};
