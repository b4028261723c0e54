import { spawn } from "node:child_process";
import { CommandError } from "../command-error.js";
import type { Export } from "./deployment.js";

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
      return await this.#pulumi(["stack", "export"]);
    } catch (error) {
      if (!(error instanceof CommandError && /checkpoint: EOF/.test(error.message))) throw error;
      // Seen with `file://`: the backend writes this file in place, and a kill in that moment leaves it empty.
      const remedy = "With state in files: delete the empty .attrs file beside the stack's, then run this again.";
      throw new CommandError(`${error.message}\n${remedy}`, 1);
    }
  }

  /** The state with its secrets in clear text: never to be written anywhere. */
  async exportWithSecrets(): Promise<Export> {
    return readExport(await this.#pulumi(["stack", "export", "--show-secrets"]));
  }

  /** Puts a state in place of the stack's. The engine refuses while the stack is locked by another run. */
  async import(state: string): Promise<void> {
    try {
      await this.#pulumi(["stack", "import"], state);
    } catch (error) {
      const { message } = error as Error;
      const isLocked = /\blocked\b|in progress/i.test(message);
      const remedy = isLocked
        ? "\nIf that is the run that was killed, take its lock away with pulumi cancel, then run this again."
        : "";
      throw new CommandError(`nothing was changed. ${message}${remedy}`, 1);
    }
  }

  #pulumi(command: readonly string[], input = ""): Promise<string> {
    const args = [...command, ...this.flags, "--non-interactive"];
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    return new Promise((settle, fail) => {
      const child = spawn("pulumi", args, { env, stdio: ["pipe", "pipe", "pipe"] });
      let [output, errors] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        errors += text;
      });
      child.on("error", (error) => fail(new CommandError(`pulumi cannot be run: ${error.message}`, 1)));
      child.on("close", (code) => {
        if (code === 0) settle(output);
        else fail(new CommandError(`pulumi ${command.join(" ")} failed: ${errors.trim() || output.trim()}`, 1));
      });
      // Nobody reads the input of a pulumi that fails at once; its exit code tells of that.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input);
    });
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
