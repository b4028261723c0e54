import type { Attribute, AttributeTable } from "../attribute.js";
import type { Inherit } from "./attributes.js";
import { mailHeader, oneLine, wildcardAddress } from "./patterns.js";

/** Spam treatment. While unset, the parent's value is in force. */
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
      value: { shape: "text", maxLength: 128, pattern: oneLine },
      doc: "Folder that receives spam. The service stores the name as given. Both forms, `.Spam` and `Archive/Spam`, are in use.",
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
      listed: true,
      doc: "How aggressive the spam filter is.",
      security: "spam would reach the inbox",
      ...common("spamlevel"),
    },
    spamtag: {
      value: { shape: "text", maxLength: 30, pattern: oneLine },
      doc: "Text put before the subject of spam.",
      ...common("spamtag"),
    },
  } as const satisfies AttributeTable;
}

function senderList(doc: string, rest: Partial<Attribute> = {}): Attribute {
  return {
    ...rest,
    value: { shape: "texts", maxItems: 1000, item: wildcardAddress },
    doc,
    source: "SEED-GC, PHP1, GUIDE",
    access: "read-write",
    security: "it decides whose mail is let through",
  };
}

export const senderLists = {
  allow: senderList("Senders whose mail is never scanned for spam; wildcards allowed.", { excludes: ["block"] }),
  block: senderList("Senders whose mail is always treated as spam; wildcards allowed."),
} as const;
