import { OmaError } from "../../oma/index.js";

/** What a resource is to adopt is in the hands of another resource of the program, or of the one that it is to replace. */
export class SharedError extends OmaError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_SHARED", `${kind} is another resource's of this program already; it was left untouched`, {
      object,
      remedy:
        "Declare each object once. To give a resource another name in the program, list the old one in the aliases of its options; to give its object up, take that resource out first. With --target-replace an object would have to take its own place: take it out of the program for a run instead.",
    });
  }
}
