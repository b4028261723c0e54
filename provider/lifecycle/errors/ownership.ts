import { LifecycleError } from "./lifecycle-error.js";

/** Another resource of the program holds what a resource is to adopt. */
export class SharedError extends LifecycleError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_SHARED", `${kind} already belongs to another resource in this program and was not changed`, {
      object,
      remedy:
        "Declare each object once. To give a resource another name in the program, list the old one in the aliases of its options; to give its object up, take that resource out first. With replaceOnChanges an object would have to take its own place: leave that option out.",
    });
  }
}

/** An object that is to be adopted would be changed in a way that needs an option of the resource. */
export class ChangeNotAskedForError extends LifecycleError {
  /** @param held what the attribute is now; no secret. */
  constructor(object: string, attribute: string, held: unknown, option: string) {
    super("OMA_CHANGE_NOT_ASKED_FOR", `${attribute} is "${String(held)}"; nothing was written`, {
      object,
      attribute,
      remedy: `Declare that value, or set ${option}: true on the resource.`,
    });
  }
}
