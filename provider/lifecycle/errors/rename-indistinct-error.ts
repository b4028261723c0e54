import { OmaError } from "../../oma/index.js";

/** Objects that are to exchange names do not show which of them is which. */
export class RenameIndistinctError extends OmaError {
  constructor(object: string, members: readonly string[]) {
    super(
      "OMA_RENAME_INDISTINCT",
      `the accounts ${members.join(", ")} are to exchange names, but what is declared of them does not show which is which; nothing was written`,
      {
        object,
        remedy:
          "Run pulumi up --refresh and compare them; if they are right, declare a different name for each (the attribute) and run that first. Or go through a free address, in runs of their own.",
      },
    );
  }
}
