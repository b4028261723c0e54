import { kindOfType } from "../../provider/engine-wire.js";
import type { PreviewStep } from "../pulumi/preview.js";

/** An object of this package that exists before the run. */
export interface PreviewedObject {
  readonly kind: string;
  /** The engine's id: the address, the domain, the company, or several names joined by slashes. */
  readonly id: string;
  /** What the run would do to it; `stays` is anything that keeps the object. */
  readonly fate: "deleted" | "replaced" | "stays";
}

const fates: Readonly<Record<string, PreviewedObject["fate"]>> = {
  delete: "deleted",
  replace: "replaced",
  "delete-replaced": "replaced",
  same: "stays",
  update: "stays",
  refresh: "stays",
};

/** The objects that the steps of a preview are about, as often as there are steps. */
export function previewedObjects(steps: readonly PreviewStep[]): PreviewedObject[] {
  return steps.flatMap(({ op, old }) => {
    const kind = kindOfType(old?.type ?? "");
    const fate = fates[op];
    return old === undefined || kind === undefined || fate === undefined ? [] : [{ kind, id: old.id, fate }];
  });
}
