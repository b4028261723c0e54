import type { Kind } from "../../kinds/kind.js";
import type { OmaApiError } from "../../oma/index.js";
import type { DeletedObject } from "../run/deleted-objects.js";
import { LifecycleError } from "./lifecycle-error.js";

const secondsPerDay = 86_400;

/** A deleted object of the name of a new one can be restored, and nobody said whether to do that. */
export class RestorableError extends LifecycleError {
  constructor({ name, verbs }: Kind, object: string, { deletedAt }: DeletedObject) {
    const { brings, days } = verbs.restore ?? {};
    const until = deletedAt === undefined || days === undefined ? undefined : deletedAt + days * secondsPerDay;
    const when = deletedAt === undefined ? "" : `, deleted ${date(deletedAt)},`;
    const kept = until === undefined ? "" : ` until ${date(until)}`;
    super("OMA_OBJECT_RESTORABLE", `a ${name} of this name${when} can be restored${kept}; nothing was written`, {
      object,
      remedy: `Set restoreDeleted: true on the resource to bring it back with ${brings}. Set restoreDeleted: false to create a new and empty one. oma:restoreDeleted says it for a whole run.`,
    });
  }
}

/** The service refused to tell which deleted objects it can restore. */
export class DeletedUnknownError extends LifecycleError {
  constructor(kind: string, object: string, { method, number, text }: OmaApiError) {
    super(
      "OMA_DELETED_UNKNOWN",
      `whether a deleted ${kind} of this name can be restored is not known, since the service refused the search with ${number} (${text}); nothing was written`,
      {
        object,
        method,
        number,
        remedy:
          "Use an admin who may search there. To create it without that search, set restoreDeleted: false on the resource, or oma:restoreDeleted to ignore for the run.",
      },
    );
  }
}

/** This run deleted or restored the object, and the service does not show that yet. */
export class DeletedLagError extends LifecycleError {
  constructor(kind: string, object: string, did: "deleted" | "restored") {
    const [what, remedy] = words[did](kind);
    super("OMA_DELETED_UNKNOWN", what, { object, remedy });
  }
}

const words: Readonly<Record<"deleted" | "restored", (kind: string) => readonly [string, string]>> = {
  deleted: (kind) => [
    `this run deleted the ${kind} of this name, and the service does not list it yet among those that it can restore; nothing was written`,
    "Run again with restoreDeleted: true on the resource to bring it back, or with false to create a new and empty one.",
  ],
  restored: (kind) => [
    `the service restored the ${kind}, but does not report it yet`,
    "Run again with adopt: true on the resource.",
  ],
};

/** To the minute: nobody decides by the second. */
function date(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
