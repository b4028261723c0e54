import { OmaError } from "../../oma/index.js";

/** An object is missing on a service that is not the one it was last seen on, which says nothing about it. */
export class OtherServiceError extends OmaError {
  constructor(kind: string, object: string, known: string, asked: string) {
    super("OMA_OTHER_SERVICE", `${kind} is not on ${asked}; the state knows it from ${known}, so it stays in state`, {
      object,
      remedy:
        "Check oma:endpoint, oma:cluster and their OMA_* variables. If the object is really gone, remove it with pulumi state delete.",
    });
  }
}
