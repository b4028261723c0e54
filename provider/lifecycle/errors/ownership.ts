import { LifecycleError } from "./lifecycle-error.js";

/** A resource asks to adopt an object that another resource of the program holds. */
export class SharedError extends LifecycleError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_SHARED", `${kind} already belongs to another resource in this program and was not changed`, {
      object,
      remedy:
        "Declare each object once. To give a resource another name in the program, list the old name in the aliases of its options. To move an object to another resource, remove the first one from the program, and from state with pulumi state delete. With replaceOnChanges an object would have to take its own place, so leave that option out.",
    });
  }
}

/** Adopting an object would change it in a way that needs an option of the resource. */
export class ChangeNotAskedForError extends LifecycleError {
  /** @param held the present value of the attribute; no secret. */
  constructor(object: string, attribute: string, held: unknown, option: string) {
    super("OMA_CHANGE_NOT_ASKED_FOR", `${attribute} is "${String(held)}"; nothing was written`, {
      object,
      attribute,
      remedy: `Declare that value, or set ${option}: true on the resource.`,
    });
  }
}
