import { OmaError } from "../../oma/index.js";

/** An object that the state knows is not on the service any more. */
export class GoneError extends OmaError {
  constructor(kind: string, object: string) {
    super("OMA_OBJECT_GONE", `${kind} is gone: somebody deleted it outside of this program`, {
      object,
      remedy: "Run pulumi up --refresh to take note of that; it creates the object again.",
    });
  }
}
