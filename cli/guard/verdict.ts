import { asJson } from "../terminal.js";
import { describeLikelyRename, type LikelyRename } from "./likely-rename.js";
import { type Breach, breachesOf, describeBreach, type Limit } from "./limit.js";
import type { Fate, PreviewedObject } from "./previewed-object.js";

/** What the guard found in a preview. */
export interface Verdict {
  readonly objects: readonly PreviewedObject[];
  readonly breaches: readonly Breach[];
  readonly renames: readonly LikelyRename[];
}

export function judge(
  limits: readonly Limit[],
  objects: readonly PreviewedObject[],
  renames: readonly LikelyRename[],
): Verdict {
  return { objects, breaches: breachesOf(limits, objects), renames };
}

/** Whether the run may not go ahead. */
export function isRefused({ breaches, renames }: Verdict): boolean {
  return breaches.length + renames.length > 0;
}

/** For the person who would start the run. */
export function describeVerdict({ objects, breaches, renames }: Verdict): string {
  const { deleted, replaced, letGo } = countsOf(objects);
  const counts = `${objects.length} objects checked, ${deleted} deleted, ${replaced} replaced, ${letGo} let go`;
  return [
    ...breaches.map(describeBreach),
    ...renames.map(describeLikelyRename),
    `${breaches.length === 0 ? "Within" : "Beyond"} the limits: ${counts}.`,
  ].join("\n");
}

/** For programs. */
export function verdictToJson(verdict: Verdict): string {
  const { objects, breaches, renames } = verdict;
  return asJson({
    verdict: isRefused(verdict) ? "refused" : "within limits",
    objects: objects.length,
    ...countsOf(objects),
    breaches: breaches.map(({ limit: { fate, kind, text }, existing, objects: beyond }) => ({
      fate,
      kind,
      limit: text ?? "0",
      existing,
      objects: beyond.map(({ kind, id }) => ({ kind, id })),
    })),
    likelyRenames: renames.map(({ kind, from, to, attribute }) => ({ kind, from, to, attribute })),
  });
}

/** @param reason why the guard could not judge the run. */
export function unjudgedToJson(reason: string): string {
  return asJson({ verdict: "not judged", reason });
}

function countsOf(objects: readonly PreviewedObject[]) {
  const count = (fate: Fate) => objects.filter((object) => object.fate === fate).length;
  return { deleted: count("deleted"), replaced: count("replaced"), letGo: count("let go") };
}
