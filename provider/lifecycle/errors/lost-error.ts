import { OmaError } from "../../oma/index.js";

/** An object was missing when another one came to its name. */
export class LostError extends OmaError {
  constructor(kind: string, object: string, target: string) {
    super("OMA_OBJECT_LOST", `${kind} is not known to exist any more: what has its name is another resource's by now`, {
      object,
      remedy: `Run pulumi up --refresh, which makes ${target}, or says that it exists. If a run was cut off while it renamed ${object}, that is its account: take it over with adopt: true.`,
    });
  }
}
