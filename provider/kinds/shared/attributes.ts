import type { Attribute, Pattern } from "../attribute.js";
import { plainName } from "./patterns.js";

/** Attributes that several kinds have. Each kind says where its values are inherited from. */
export type Inherit = NonNullable<Attribute["inherit"]>;
export const inherits = (inherit: Inherit | undefined) => (inherit ? { inherit } : {});

export const live = (from: string): Inherit => ({ how: "live", from });
export const copied = (from: string): Inherit => ({ how: "copied", from });

const knownLanguages = ["el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv"] as const;

export function language(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "choice", values: knownLanguages, open: true },
    doc,
    source: "SEED-GC, PHP1",
    access: "read-write",
    listed: true,
    ...inherits(inherit),
  };
}

/** Only the service has the list of zones (`metadata.options.timezone`), so every zone name is sent. */
export function timezone(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "text", maxLength: 64 },
    doc: `${doc} An Olson name from the service's list, such as \`Europe/Amsterdam\`.`,
    source: "SEED-GC, PHP1",
    access: "read-write",
    listed: true,
    ...inherits(inherit),
  };
}

export function limit(doc: string, inherit?: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0 },
    doc: `${doc} Unset means no limit. A limit below the present number removes nothing. It only refuses new ones.`,
    source: "SEED-GC, PHP1, GUIDE, KB",
    access: "read-write",
    nullable: true,
    ...inherits(inherit),
  };
}

const mib = 1024 ** 2;
/** The most that a `quotaMaximum` can be (PHP1), and so the most that a quota can be. */
export const mostMegabytes = 1_048_576;

/**
 * What is given for a size that two kinds count in megabytes and two in bytes. A mailbox of less than 10 MB, or of some thousand
 * bytes, is a number of gigabytes or megabytes to whoever writes it.
 */
const sizes = {
  MB: (max = mostMegabytes) => ({ min: 10, max, example: "2048 for 2 GB" }),
  bytes: () => ({ min: mib, max: mostMegabytes * mib, example: "oma.mib(512) or oma.gib(2)" }),
} as const;

export function quota(doc: string, unit: "MB" | "bytes", max: number | undefined, inherit?: Inherit): Attribute {
  return {
    value: { shape: "integer", min: 0, ...(max === undefined ? {} : { max }), plausible: sizes[unit](max) },
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

/** Free text. The service treats null as "none", so "" and null compare as equal. */
export function freeText(doc: string, maxLength: number | undefined, source: string, pattern?: Pattern): Attribute {
  return {
    value: { shape: "text", ...(maxLength === undefined ? {} : { maxLength }), ...(pattern && { pattern }) },
    doc,
    source,
    access: "read-write",
    nullable: true,
  };
}

export const notesExternal = freeText("Free notes, shown to admins only.", 4096, "SEED-GC, PHP1");

export function brandName(doc: string, inherit: Inherit): Attribute {
  return {
    value: { shape: "text", pattern: plainName },
    doc,
    source: "SEED-GC, PHP1",
    access: "read-write",
    nullable: true,
    listed: true,
    inherit,
  };
}

export const account: Attribute = {
  value: { shape: "text" },
  doc: "The object's own name, as the service returns it.",
  source: "SEED-GC, LIVE",
  access: "read",
};
