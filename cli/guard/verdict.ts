import { asJson } from "../terminal.js";
import { type Breach, breachesOf, describeBreach, type Limit } from "./limit.js";
import type { Fate, PreviewedObject } from "./previewed-object.js";

/** What the guard found in a preview. */
export interface Verdict {
  readonly objects: readonly PreviewedObject[];
  /** Empty when the run may go ahead. */
  readonly breaches: readonly Breach[];
}

export function judge(limits: readonly Limit[], objects: readonly PreviewedObject[]): Verdict {
  return { objects, breaches: breachesOf(limits, objects) };
}

/** For the person who would start the run. */
export function describeVerdict({ objects, breaches }: Verdict): string {
  const { deleted, replaced, letGo } = countsOf(objects);
  const counts = `${objects.length} objects checked, ${deleted} deleted, ${replaced} replaced, ${letGo} let go`;
  return [
    ...breaches.map(describeBreach),
    `${breaches.length === 0 ? "Within" : "Beyond"} the limits: ${counts}.`,
  ].join("\n");
}

/** For programs. */
export function verdictToJson({ objects, breaches }: Verdict): string {
  return asJson({
    verdict: breaches.length === 0 ? "within limits" : "refused",
    objects: objects.length,
    ...countsOf(objects),
    breaches: breaches.map(({ limit: { fate, kind, text }, existing, objects: beyond }) => ({
      fate,
      kind,
      limit: text ?? "0",
      existing,
      objects: beyond.map(({ kind, id }) => ({ kind, id })),
    })),
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
