import type { Attribute } from "./attribute.js";
import type { Identity, Kind, Limit } from "./kind.js";
import { wireName } from "./names.js";
import {
  account,
  brandName,
  copied,
  flag,
  freeText,
  language,
  live,
  notesExternal,
  quota,
  timezone,
} from "./shared/attributes.js";
import { serviceSwitches, smtpSentLimit } from "./shared/mail-flow.js";
import { adopt, restoreDeleted } from "./shared/options.js";
import { password } from "./shared/password-pattern.js";
import { anyAddress, omaAddress, oneLine, workgroupName } from "./shared/patterns.js";
import { senderLists, spamTreatment } from "./shared/spam.js";

const liveFromDomain = (attribute: string) => live(`the domain's ${attribute}`);
const copiedFromDomain = (attribute: string) => copied(`the domain's ${attribute}`);
/** PHP1, GUIDE: what a type does not have is ignored, not refused. Whether a forward answers automatically stands in no source. */
const delivery = (doc: string, is: Readonly<Record<string, boolean>>): Attribute => ({
  ...flag(`${doc} Only what fits the account's \`type\` can be declared.`, "PHP1, GUIDE, NOTE-MD"),
  fixed: { by: "type", is },
});

const mailGoesOut = "it decides where mail goes";

const services = serviceSwitches("", copiedFromDomain);

const addressed = ({ user = "" }: Identity): string => user;
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** The beginning of a name that nobody else would choose. */
const aside = "oma-aside-";

const counted = (attribute: string, type: string[]): Limit => ({
  attribute,
  method: "search_users",
  criteria: (identity) => ({ domain: domainOf(addressed(identity)), type }),
});

/** An account of a domain: a mailbox, a forward or a filter account. */
export const user: Kind = {
  name: "User",
  doc: "An account: a mailbox, a forward or a filter account. A delete is soft: OpenSRS can restore the account for 30 days.",
  identity: {
    user: {
      doc: "Full address. A new local part renames the account in place, which keeps its mail but loses its restore history; a new domain part replaces it.",
      pattern: omaAddress,
    },
  },
  displayName: addressed,
  attributes: {
    account,
    aliases: {
      value: { shape: "texts", maxItems: 2000, item: omaAddress },
      excludes: ["user"],
      doc: "Other addresses of the account, in its domain or an alias domain of it. They are log-in names too. A change replaces the whole list.",
      source: "PHP1, GUIDE, CLI-WHMCS",
      access: "read-write",
      security: "it decides who receives mail and can log in",
    },
    ...senderLists,
    autoresponder: {
      ...freeText("Text of the automatic answer, sent while `deliveryAutoresponder` is true.", 4000, "PHP1, GUIDE"),
      needs: "deliveryAutoresponder",
    },
    autoresponderOptionEnddate: {
      value: { shape: "time" },
      needs: "deliveryAutoresponder",
      doc: "When the automatic answer ends. Unset: never.",
      source: "PHP1, GUIDE",
      access: "read-write",
      nullable: true,
    },
    autoresponderOptionInterval: {
      value: { shape: "integer", min: 1, max: 1094 },
      unit: "hours",
      needs: "deliveryAutoresponder",
      doc: "Shortest time between two automatic answers to the same sender. Unset: 24.",
      source: "PHP1, GUIDE, KB",
      access: "read-write",
      nullable: true,
    },
    brand: brandName("Brand that the user sees.", liveFromDomain("brand")),
    deliveryAutoresponder: delivery("Whether the automatic answer is sent.", { filter: false }),
    deliveryFilter: {
      ...delivery("Whether mail is scanned and passed to the domain's `filtermx`. No mail is stored then.", {
        mailbox: false,
        forward: false,
        filter: true,
      }),
      security: "it decides whether mail is scanned, and where it goes",
    },
    deliveryForward: {
      ...delivery("Whether mail is forwarded to `forwardRecipients`.", { forward: true, filter: false }),
      security: mailGoesOut,
    },
    deliveryLocal: delivery("Whether mail is stored in the mailbox.", { forward: false, filter: false }),
    fax: freeText("Fax number.", 30, "PHP1", oneLine),
    ...spamTreatment(liveFromDomain),
    forwardOptionReplyTo: {
      value: { shape: "text", pattern: anyAddress },
      needs: "deliveryForward",
      doc: "Address added to Reply-To of forwarded mail.",
      source: "PHP1, NOTE-MD",
      access: "read-write",
      nullable: true,
    },
    forwardOptionRestricted: {
      ...flag("Whether only mail from addresses among the recipients is forwarded.", "PHP1, NOTE-MD"),
      needs: "deliveryForward",
      security: "it decides whose mail reaches the recipients",
    },
    forwardOptionSubjectPrefix: {
      ...freeText("Text put before the subject of forwarded mail.", 128, "PHP1, NOTE-MD", oneLine),
      needs: "deliveryForward",
    },
    forwardRecipients: {
      value: { shape: "texts", maxItems: 1000, item: anyAddress },
      needs: "deliveryForward",
      doc: "Where mail is forwarded to while `deliveryForward` is true.",
      source: "PHP1, SDK-PHP, NOTE-MD, CLI-TS",
      access: "read-write",
      security: mailGoesOut,
    },
    language: language(
      "Webmail language. The user can change it in Webmail, so expect drift.",
      copiedFromDomain("language"),
    ),
    macsettings: freeText(
      "Private preferences of the Mail Administration Console. Do not declare them without need.",
      2048,
      "PHP1",
    ),
    maxPabEntries: {
      value: { shape: "integer", min: 0 },
      doc: "Most contacts and groups in the address book.",
      source: "PHP1, GUIDE",
      access: "read-write",
      nullable: true,
    },
    name: freeText("Display name, used in From.", 512, "PHP1", oneLine),
    notesExternal,
    password: {
      value: { shape: "text", pattern: password },
      doc: "Password in clear text, or a hash such as `{SSHA512}...`. State keeps neither, only a salted fingerprint. The service never returns it, so drift of it cannot be seen. See docs/passwords.md for the ways to give one.",
      source: "PHP1, GUIDE, NOTE-MD, KB, SEED-ERR",
      access: "write",
      secret: true,
    },
    phone: freeText("Phone number.", 30, "PHP1", oneLine),
    quota: quota(
      "Storage for mail and files, at most the domain's `quotaMaximum` (which is in MB).",
      "bytes",
      undefined,
      copiedFromDomain("quota"),
    ),
    rejectSpam: {
      ...flag("Whether spam is refused while it is being received.", "PHP1, CLI-PHP-B"),
      security: "spam would reach the mailbox",
    },
    ...services,
    sieve: freeText("Sieve filters of the account.", undefined, "PHP1"),
    smtpSentLimit: smtpSentLimit(liveFromDomain("smtpSentLimit")),
    timezone: timezone("Timezone. The user can change it in Webmail, so expect drift.", copiedFromDomain("timezone")),
    title: freeText("Job title.", 60, "PHP1", oneLine),
    type: {
      value: { shape: "choice", values: ["mailbox", "forward", "filter"] },
      initial: "mailbox",
      doc: "Type of the account. Default: `mailbox`. A forward only forwards. A filter account needs the domain's `filtermx`.",
      source: "PHP1, GUIDE, NOTE-MD, CLI-WHMCS",
      access: "read-write",
      security: "it decides whether the account opens and stores mail",
      // The type decides which delivery attributes an account starts with (open question 35).
      resetsOthers: true,
    },
    workgroup: {
      value: { shape: "text", pattern: workgroupName },
      doc: "Workgroup of the account. It must exist in the domain.",
      source: "PHP1, CLI-WHMCS",
      access: "read-write",
      inherit: copiedFromDomain("workgroup"),
    },
    "2faRequiredOma": {
      value: { shape: "flag" },
      doc: "Whether the API asks this user for a second factor.",
      source: "SEED-ERR",
      access: "read-write",
      notOffered:
        "it is known from the text of error 44 alone, and only a caller with a second factor may change it. Set it in the console.",
    },
  },
  options: {
    adopt: adopt("an account"),
    adoptPassword: {
      doc: "Whether adopting an account writes the declared password too. Without it the account keeps its present password, and only a later change of the declared one is written.",
      value: { shape: "flag" },
      default: false,
    },
    restoreDeleted: restoreDeleted(
      "account of this address that can be restored",
      "with its mail",
      "an empty one",
      ", password included. OpenSRS keeps deleted accounts for 30 days.",
    ),
    protectMailbox: {
      doc: "While true, the account is neither deleted nor replaced, even when the program no longer declares it. Both fail until an `up` with false.",
      value: { shape: "flag" },
      default: false,
    },
    onDelete: {
      doc: "What deleting the resource does: `delete` (default) soft-deletes the account, `suspend` suspends its services and keeps it, `retain` leaves it as it is.",
      value: { shape: "choice", values: ["delete", "suspend", "retain"] },
      default: "delete",
    },
  },
  verbs: {
    read: "get_user",
    change: "change_user",
    create: "guarded",
    delete: "delete_user",
    suspend: Object.fromEntries(Object.keys(services).map((service) => [wireName(service), "suspended"])),
    restore: {
      method: "restore_user",
      search: "search_users",
      criteria: (identity) => ({ domain: domainOf(addressed(identity)), deleted: true }),
      named: "user",
      brings: "its mail",
      // GUIDE (restore_user).
      days: 30,
    },
    rename: {
      method: "rename_user",
      sameHome: (from, to) => domainOf(addressed(from)) === domainOf(addressed(to)),
      temporaryName: (from, mark) => ({ user: `${aside}${mark}@${domainOf(addressed(from))}` }),
      isTemporaryName: (identity) => addressed(identity).startsWith(aside),
      keeps: ["name"],
      leavesBehind: "its mail stays with the old one: only a new address in the same domain renames an account",
    },
  },
  settableScope: (identity) => domainOf(addressed(identity)),
  parent: { kind: "Domain", of: (identity) => ({ domain: domainOf(addressed(identity)) }) },
  references: {
    workgroup: (workgroup, identity) => ({
      kind: "Workgroup",
      identity: { domain: domainOf(addressed(identity)), workgroup },
    }),
  },
  limits: {
    // KB: accounts of every type count. Aliases have a limit of their own.
    15: counted("limit_users", ["mailbox", "forward", "filter"]),
    16: counted("limit_aliases", ["alias"]),
  },
  // Open question 31: every documented create of a mailbox has a password, and none of a forward has.
  missingOnCreate: ({ type = "mailbox", password }) =>
    type === "mailbox" && (password === undefined || password === null)
      ? { attribute: "password", reason: "a mailbox needs a password when it is created" }
      : undefined,
  computed: {},
};
