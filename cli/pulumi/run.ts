import { spawn } from "node:child_process";
import { CommandError } from "../command-error.js";

/**
 * Runs the engine's own command in this folder.
 *
 * @param command its words, such as `stack export`; flags come apart, since no error has to repeat them.
 * @returns what it printed.
 * @throws CommandError with what it said when it fails, and when there is no `pulumi` on the PATH.
 */
export function pulumi(command: readonly string[], flags: readonly string[], input = ""): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((settle, fail) => {
    const child = spawn("pulumi", [...command, ...flags, "--non-interactive"], { env, stdio: "pipe" });
    const [output, errors]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
    child.on("error", (error) => fail(new CommandError(`pulumi cannot be run: ${error.message}`, 1)));
    child.on("close", (code) => {
      const [said, failed] = [output.join(""), errors.join("").trim()];
      if (code === 0) settle(said);
      else fail(new CommandError(`pulumi ${command.join(" ")} failed: ${failed || said.trim()}`, 1));
    });
    // Nobody reads the input of a pulumi that fails at once; its exit code tells of that.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
