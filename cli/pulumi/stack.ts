import type { Export } from "../../provider/recovery/state/deployment.js";
import { CommandError } from "../command-error.js";
import { pulumi } from "./run.js";

/** The stack that `pulumi` is asked about, in this folder. */
export class EngineStack {
  /** Flags that name the stack; none for the selected one. */
  readonly flags: readonly string[];

  constructor(stack: string | undefined) {
    this.flags = stack === undefined ? [] : ["--stack", stack];
  }

  /** The state as text. Secrets in it are encrypted. */
  async export(): Promise<string> {
    try {
      return await pulumi(["stack", "export"], this.flags);
    } catch (error) {
      if (!(error instanceof CommandError && /checkpoint: EOF/.test(error.message))) throw error;
      // Seen with `file://`: the backend writes this file in place, and a kill in that moment leaves it empty.
      const remedy = "With state in files: delete the empty .attrs file beside the stack's, then run this again.";
      throw new CommandError(`${error.message}\n${remedy}`, 1);
    }
  }

  /** The state with its secrets in clear text: never to be written anywhere. */
  async exportWithSecrets(): Promise<Export> {
    return readExport(await pulumi(["stack", "export"], ["--show-secrets", ...this.flags]));
  }

  /** Puts a state in place of the stack's. The engine refuses while the stack is locked by another run. */
  async import(state: string): Promise<void> {
    try {
      await pulumi(["stack", "import"], this.flags, state);
    } catch (error) {
      const { message } = error as Error;
      const isLocked = /\blocked\b|in progress/i.test(message);
      const remedy = isLocked
        ? "\nIf that is the run that was killed, take its lock away with pulumi cancel, then run this again."
        : "";
      throw new CommandError(`nothing was changed. ${message}${remedy}`, 1);
    }
  }
}

/** @throws CommandError for a state of a form that this was not written for. */
export function readExport(text: string): Export {
  const exported = JSON.parse(text) as Export;
  const known = 4;
  if (exported.version > known) {
    throw new CommandError(`the state has version ${exported.version}, and only up to ${known} is known here`, 1);
  }
  return exported;
}
