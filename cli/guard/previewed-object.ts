import { kindOfType } from "../../provider/engine-wire.js";
import { kinds } from "../../provider/kinds/index.js";
import { CommandError } from "../command.js";
import type { PreviewStep } from "../pulumi/preview.js";

/** An object of this package that exists before the run. */
export interface PreviewedObject {
  readonly kind: string;
  /** The engine's id: the address, the domain, the company, or several names joined by slashes. */
  readonly id: string;
  readonly fate: Fate;
}

/**
 * What a run would do to an object. `replaced` deletes it and creates another one. `let go`: the object stays, and no resource
 * manages it any more. `stays` is anything else that keeps it.
 */
export type Fate = "stays" | "deleted" | "replaced" | "let go";

/** What a step does to the object that it is about; undefined for a step that is about no object that is managed now. */
const fates: ReadonlyMap<string, Fate | undefined> = new Map([
  ["same", "stays"],
  ["update", "stays"],
  ["refresh", "stays"],
  ["diff", "stays"],
  ["delete", "deleted"],
  ["replace", "replaced"],
  ["create-replacement", "replaced"],
  ["import-replacement", "replaced"],
  ["read-replacement", "replaced"],
  // Of an earlier run, unless another step says that this run replaces the object.
  ["delete-replaced", "deleted"],
  ["create", undefined],
  ["import", undefined],
  ["read", undefined],
  ["discard", undefined],
  ["discard-replaced", undefined],
  ["remove-pending-replace", undefined],
]);

/** Of several steps about one object, the last of these tells its fate. */
const weights: readonly Fate[] = ["stays", "let go", "deleted", "replaced"];

/**
 * The objects that the steps of a preview are about, each once.
 *
 * @throws CommandError for a step that this release does not know: it may delete.
 */
export function previewedObjects(steps: readonly PreviewStep[]): PreviewedObject[] {
  const objects = new Map<string, PreviewedObject>();
  for (const step of steps) {
    const object = objectOf(step);
    if (object === undefined) continue;
    const key = JSON.stringify([step.urn, object.id]);
    const known = objects.get(key);
    if (known === undefined || weights.indexOf(known.fate) < weights.indexOf(object.fate)) objects.set(key, object);
  }
  return [...objects.values()];
}

function objectOf(step: PreviewStep): PreviewedObject | undefined {
  const { op, urn, old } = step;
  const kind = kindOfType(old?.type ?? "");
  if (old === undefined || kind === undefined) return undefined;
  if (!fates.has(op)) {
    throw new CommandError(`the preview has a step "${op}" of ${urn}, which this release cannot judge`);
  }
  const fate = fates.get(op);
  if (fate === undefined) return undefined;
  return { kind, id: old.id, fate: fate !== "stays" && isLetGo(kind, old) ? "let go" : fate };
}

/** Whether the delete of a resource leaves its object as it is. The engine and the provider ask the state, not the program. */
function isLetGo(kind: string, { retainOnDelete, outputs }: NonNullable<PreviewStep["old"]>): boolean {
  const isNeverDeleted = Object.entries(kinds).some(([name, { verbs }]) => name === kind && verbs.create === "adopt");
  return isNeverDeleted || retainOnDelete || outputs.onDelete === "retain";
}
