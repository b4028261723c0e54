import { kinds } from "../../provider/kinds/index.js";
import { nearest } from "../../provider/nearest.js";
import { shownValue } from "../../provider/shown-text.js";
import { UsageError } from "../options.js";
import type { Fate, PreviewedObject } from "./previewed-object.js";

/** The fates that lose an object, and can have a limit. */
export type Loss = Extract<Fate, "deleted" | "replaced">;

/** The most objects that may meet a fate: of one kind or of all, as a number or as a share of those that exist. */
export interface Limit {
  readonly fate: Loss;
  readonly kind: string | undefined;
  readonly most: { readonly count: number } | { readonly percent: number };
  /** As it was typed; undefined when nobody typed it: what has no limit may not be lost. */
  readonly text: string | undefined;
}

/** The option that a limit on this fate is typed after. */
const optionOf = { deleted: "--max-deletes", replaced: "--max-replaces" } as const;

/**
 * @param text `10`, `5%`, `User=10` or `User=5%`.
 * @throws UsageError for anything else, and for a kind that does not exist.
 */
export function parseLimit(fate: Loss, text: string): Limit {
  const match = /^(?:([A-Za-z]+)=)?(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const [, kind, number, percent] = match ?? [];
  if (number === undefined || (percent === "" && number.includes("."))) {
    throw new UsageError(
      `${optionOf[fate]} "${text}": must be a number or a share, for all kinds or for one, such as 10, 5% or User=10`,
    );
  }
  if (kind !== undefined) refuseUnknownKind(fate, text, kind);
  const most = percent === "%" ? { percent: Number(number) } : { count: Number(number) };
  return { fate, kind, most, text };
}

function refuseUnknownKind(fate: Loss, text: string, kind: string): void {
  const known = Object.keys(kinds);
  if (known.includes(kind)) return;
  const meant = nearest(kind, known);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(
    `${optionOf[fate]} "${text}": there is no kind ${kind}.${hint}\nThe kinds are ${known.join(", ")}.`,
  );
}

/** Objects beyond a limit. */
export interface Breach {
  readonly limit: Limit;
  readonly objects: readonly PreviewedObject[];
  /** How many objects the limit is about. */
  readonly existing: number;
}

/** The limits that a preview does not keep. Once any limit is given, what has none may not be lost. */
export function breachesOf(limits: readonly Limit[], all: readonly PreviewedObject[]): Breach[] {
  return [...limits, ...impliedLimits(limits, all)].flatMap((limit) => breachOf(limit, all) ?? []);
}

function impliedLimits(limits: readonly Limit[], all: readonly PreviewedObject[]): Limit[] {
  const losses = Object.keys(optionOf) as Loss[];
  return losses.flatMap((fate) => {
    const covers = (kind: string) => limits.some((one) => one.fate === fate && (one.kind ?? kind) === kind);
    const found = new Set(all.map(({ kind }) => kind));
    const free = [...found].filter((kind) => !covers(kind));
    return free.map((kind) => ({ fate, kind, most: { count: 0 }, text: undefined }));
  });
}

function breachOf(limit: Limit, all: readonly PreviewedObject[]): Breach | undefined {
  const concerned = all.filter(({ kind }) => limit.kind === undefined || kind === limit.kind);
  const objects = concerned.filter(({ fate }) => fate === limit.fate);
  const existing = concerned.length;
  const most = "count" in limit.most ? limit.most.count : (limit.most.percent / 100) * existing;
  return objects.length > most ? { limit, objects, existing } : undefined;
}

/** A breach names this many objects, and counts the rest. */
const namedObjects = 20;

/** For the person who would start the run. */
export function describeBreach({ limit, objects, existing }: Breach): string {
  const named = objects.slice(0, namedObjects).map(({ kind, id }) => `  ${kind} ${shownValue(id)}`);
  const more = objects.length > named.length ? [`  and ${objects.length - named.length} more`] : [];
  return [`Refused: ${describeExcess(limit, objects.length, existing)}:`, ...named, ...more].join("\n");
}

function describeExcess({ fate, kind, text }: Limit, lost: number, existing: number): string {
  if (text !== undefined) return `${lost} of ${existing} objects would be ${fate}, and the limit is ${text}`;
  return `${lost} of ${existing} objects of the kind ${kind} would be ${fate}, and no ${optionOf[fate]} allows that`;
}
