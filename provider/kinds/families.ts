import type { Attribute, AttributeTable } from "./attribute.js";
import { hostAndPort, mailHeader, wildcardAddress } from "./patterns.js";

/** Attributes that several kinds have in common; each kind says where its values are inherited from. */
type Inherit = NonNullable<Attribute["inherit"]>;
const inherits = (inherit: Inherit | undefined) => (inherit ? { inherit } : {});

export const live = (from: string): Inherit => ({ how: "live", from });
export const copied = (from: string): Inherit => ({ how: "copied", from });

const services = {
  serviceImap4: "IMAP4 log-in",
  servicePop3: "POP3 log-in",
  serviceSmtpin: "incoming SMTP (SMTPIN; the sources disagree on its direction, its name says inbound)",
  serviceSmtprelay: "sending through SMTP relay",
  serviceSmtprelayWebmail: "sending from Webmail",
  serviceWebmail: "Webmail log-in",
} as const;

/** The six service switches. KB: `suspended` can be lifted only by an admin of the same or a higher level. */
export function serviceSwitches(
  scope: string,
  inherit?: (attribute: string) => Inherit,
): Record<keyof typeof services, Attribute> {
  const table = {} as Record<keyof typeof services, Attribute>;
  for (const [name, what] of Object.entries(services) as [keyof typeof services, string][]) {
    table[name] = {
      value: { shape: "choice", values: ["enabled", "disabled", "suspended"] },
      doc: `State of ${what}${scope}. Only an admin of the same or a higher level can lift \`suspended\`.`,
      source: "SEED-GC, PHP1, KB",
      access: "read-write",
      security: "it decides who can log in and send",
      ...inherits(inherit?.(name)),
    };
  }
  return table;
}

const knownLanguages = ["el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv"] as const;

export function language(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "choice", values: knownLanguages, open: true },
    doc,
    source: "SEED-GC, PHP1",
    access: "read-write",
    ...inherits(inherit),
  };
}

/** The list of zones is long and the service's own (`metadata.options.timezone`), so any zone name is let through to it. */
export function timezone(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "text", maxLength: 64 },
    doc: `${doc} An Olson name out of the service's own list, such as \`Europe/Amsterdam\`.`,
    source: "SEED-GC, PHP1",
    access: "read-write",
    ...inherits(inherit),
  };
}

/** Spam treatment: looked up in the parent while unset. */
export function spamTreatment(inherit: (attribute: string) => Inherit) {
  const common = (name: string) =>
    ({ source: "SEED-GC, PHP1", access: "read-write", nullable: true, inherit: inherit(name) }) as const;
  return {
    filterdelivery: {
      value: { shape: "choice", values: ["quarantine", "passthrough"] },
      doc: "Where spam goes: `quarantine` stores it in the spam folder, `passthrough` delivers it with `spamtag` and `spamheader`.",
      security: "spam would reach the inbox",
      ...common("filterdelivery"),
    },
    spamfolder: {
      value: { shape: "text", maxLength: 128 },
      doc: "Folder that receives spam. The service stores the name as given; both `.Spam` and `Archive/Spam` forms are in use.",
      ...common("spamfolder"),
    },
    spamheader: {
      value: { shape: "text", maxLength: 512, pattern: mailHeader },
      doc: "Header line added to spam.",
      ...common("spamheader"),
      alsoSpelled: ["spam_header"],
    },
    spamlevel: {
      value: { shape: "choice", values: ["Normal", "High", "Very High"] },
      doc: "How aggressive the spam filter is.",
      security: "spam would reach the inbox",
      ...common("spamlevel"),
    },
    spamtag: {
      value: { shape: "text", maxLength: 30 },
      doc: "Text put before the subject of spam.",
      ...common("spamtag"),
    },
  } as const satisfies AttributeTable;
}

function senderList(doc: string): Attribute {
  return {
    value: { shape: "texts", maxItems: 1000, item: wildcardAddress },
    doc,
    source: "SEED-GC, PHP1, GUIDE",
    access: "read-write",
    security: "it decides whose mail is let through",
  };
}

export const senderLists = {
  allow: senderList("Senders whose mail is never scanned for spam; wildcards allowed."),
  block: senderList("Senders whose mail is always treated as spam; wildcards allowed."),
} as const;

export function passwordRules(inherit: (attribute: string) => Inherit) {
  const security = "it decides how well passwords hold";
  const common = (name: string) =>
    ({ access: "read-write", nullable: true, security, inherit: inherit(name) }) as const;
  return {
    defaultPasswordEncoding: {
      value: {
        shape: "choice",
        values: ["MD5", "SSHA224", "SSHA256", "SSHA384", "SSHA512", "BCRYPT-6", "BCRYPT-8", "BCRYPT-10", "BCRYPT-12"],
        open: true,
      },
      doc: "How the service stores passwords that it receives in clear text. BCRYPT is the recommended family.",
      source: "SEED-GC, PHP1, KB",
      ...common("defaultPasswordEncoding"),
    },
    passwordStrength: {
      value: { shape: "choice", values: ["weak", "medium", "good", "strong"] },
      doc: "Lowest strength that a new password must reach.",
      source: "SEED-GC, PHP1",
      ...common("passwordStrength"),
    },
    regenPasswords: {
      value: { shape: "flag" },
      doc: "Whether a password is stored anew at the next log-in when its encoding differs from `defaultPasswordEncoding`.",
      source: "SEED-GC, PHP1, GUIDE",
      ...common("regenPasswords"),
    },
  } as const satisfies AttributeTable;
}

/** KB: resellers usually cannot set it; the list of settable attributes decides. */
export function smtpSentLimit(inherit: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0, max: 10000 },
    unit: "recipients per 24 hours",
    doc: "How many messages a user may send; a message to two recipients counts twice. Resellers usually lack the permission to set it.",
    source: "SEED-GC, PHP1, KB",
    access: "read-write",
    nullable: true,
    security: "it bounds what a stolen account can send",
    inherit,
  };
}

export function limit(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0 },
    doc: `${doc} Unset means no limit. A limit below the present number removes nothing, it only refuses new ones.`,
    source: "SEED-GC, PHP1, GUIDE, KB",
    access: "read-write",
    nullable: true,
    ...inherits(inherit),
  };
}

export function quota(doc: string, unit: "MB" | "bytes", max: number | undefined, inherit?: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0, ...(max === undefined ? {} : { max }) },
    unit,
    doc,
    source: "SEED-GC, PHP1, KB",
    access: "read-write",
    ...inherits(inherit),
  };
}

export function flag(doc: string, source: string, inherit?: Inherit): Attribute {
  return { value: { shape: "flag" }, doc, source, access: "read-write", ...inherits(inherit) };
}

/** Free text: the service treats null as "none", and "" and null are compared as equal. */
export function freeText(doc: string, maxLength: number | undefined, source: string): Attribute {
  return {
    value: { shape: "text", ...(maxLength === undefined ? {} : { maxLength }) },
    doc,
    source,
    access: "read-write",
    nullable: true,
  };
}

export const notesExternal = freeText("Free notes, shown to admins only.", 4096, "SEED-GC, PHP1");

export function brandName(doc: string, inherit: Inherit): Attribute {
  return {
    value: { shape: "text" },
    doc,
    source: "SEED-GC, PHP1",
    access: "read-write",
    nullable: true,
    inherit,
  };
}

export const account: Attribute = {
  value: { shape: "text" },
  doc: "The object's own name, as the service echoes it.",
  source: "SEED-GC, LIVE",
  access: "read",
};

export const nextHop: Attribute = {
  value: { shape: "text", pattern: hostAndPort },
  doc: "Mail server that receives filtered mail. Needed before an account of type `filter` can exist (error 27).",
  source: "PHP1, NOTE-MD",
  access: "read-write",
  nullable: true,
  security: "mail goes there",
};
