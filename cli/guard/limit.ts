import { UsageError } from "../options.js";
import type { PreviewedObject } from "./previewed-object.js";

/** The most objects that may meet a fate: of one kind or of all, as a number or as a share of those that exist. */
export interface Limit {
  readonly fate: "deleted" | "replaced";
  readonly kind: string | undefined;
  readonly most: { readonly count: number } | { readonly percent: number };
  /** As it was typed. */
  readonly text: string;
}

/** The option that a limit on this fate is typed after. */
const optionOf = { deleted: "--max-deletes", replaced: "--max-replaces" } as const;

/**
 * @param text `10`, `5%`, `User=10` or `User=5%`.
 * @throws UsageError for anything else.
 */
export function parseLimit(fate: Limit["fate"], text: string): Limit {
  const match = /^(?:([A-Za-z]+)=)?(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const [, kind, number, percent] = match ?? [];
  if (number === undefined || (percent === "" && number.includes("."))) {
    throw new UsageError(
      `${optionOf[fate]} "${text}": must be a number or a share, for all kinds or for one, such as 10, 5% or User=10`,
    );
  }
  const most = percent === "%" ? { percent: Number(number) } : { count: Number(number) };
  return { fate, kind, most, text };
}

/** Objects beyond a limit. */
export interface Breach {
  readonly limit: Limit;
  readonly objects: readonly PreviewedObject[];
  /** How many objects the limit is about. */
  readonly existing: number;
}

/** @returns undefined when the limit is kept. */
export function breachOf(limit: Limit, all: readonly PreviewedObject[]): Breach | undefined {
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
  const named = objects.slice(0, namedObjects).map(({ kind, id }) => `  ${kind} ${id}`);
  const more = objects.length > named.length ? [`  and ${objects.length - named.length} more`] : [];
  const head = `Refused: ${objects.length} of ${existing} objects would be ${limit.fate}, and the limit is ${limit.text}:`;
  return [head, ...named, ...more].join("\n");
}
