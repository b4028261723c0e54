import { OmaError } from "../../oma/index.js";

/** What a resource is to adopt is in the hands of another resource of the program. */
export class SharedError extends OmaError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_SHARED", `${kind} is another resource's of this program already; it was left untouched`, {
      object,
      remedy:
        "Declare each object once. To give a resource another name in the program, list the old one in the aliases of its options; to give its object up, take that resource out first. With replaceOnChanges an object would have to take its own place: leave that option out.",
    });
  }
}
