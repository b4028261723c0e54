import { UsageError } from "../command-error.js";
import type { PreviewedObject } from "./preview.js";

/** The most objects that may meet a fate: of one kind or of all, as a number or as a share of those that exist. */
export interface Limit {
  readonly fate: "deleted" | "replaced";
  readonly kind: string | undefined;
  readonly most: { readonly count: number } | { readonly percent: number };
  /** As it was typed. */
  readonly text: string;
}

/** @param text `10`, `5%`, `User=10` or `User=5%`. */
export function parseLimit(fate: Limit["fate"], text: string): Limit {
  const match = /^(?:([A-Za-z]+)=)?(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const [, kind, number, percent] = match ?? [];
  if (number === undefined || (percent === "" && number.includes("."))) {
    throw new UsageError(
      `${text} is no limit: give a number or a share, for all or for one kind, such as 10, 5% or User=10`,
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
