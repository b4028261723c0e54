import { OmaError } from "../../oma/index.js";

/** An object that is to be renamed is missing, while its new name exists: its own or somebody else's. */
export class RenameDoubtError extends OmaError {
  constructor(kind: string, object: string, target: string) {
    super(
      "OMA_RENAME_IN_DOUBT",
      `${kind} is missing, and ${target}, the name that it is to get, exists; nothing was written`,
      {
        object,
        remedy: `If a run was cut off while it renamed ${object}, settle that first with oma recover. If ${target} is another account, run pulumi up --refresh.`,
      },
    );
  }
}
