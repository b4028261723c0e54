import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommandError } from "./command.js";
import { doctor } from "./doctor/doctor.js";
import { guard } from "./guard/guard.js";
import { UsageError } from "./options.js";
import { recover } from "./recover/recover.js";
import { simulate } from "./simulate.js";
import { describeError, overview } from "./terminal.js";

const commands: readonly Command[] = [doctor, guard, recover, simulate];

/** Runs what was typed after `oma`, and gives the exit code. */
export async function main([word, ...args]: string[]): Promise<number> {
  if (word === undefined) {
    console.error(overview(commands));
    return 2;
  }
  const command = commands.find(({ name }) => name === word);
  try {
    if (isHelp(word)) return print(overview(commands));
    if (word === "--version") return print(version());
    if (command === undefined) throw new UsageError(`unknown command \`${word}\``);
    return beforeCommand(args).some(isHelp) ? print(command.help) : await command.run(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(describeError(error, command));
    return error.exitCode;
  }
}

/** What follows `--` are the words of a command to run, which are not ours. */
function beforeCommand(args: readonly string[]): readonly string[] {
  const at = args.indexOf("--");
  return at < 0 ? args : args.slice(0, at);
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function print(text: string): number {
  console.log(text);
  return 0;
}

/** Seen from dist/cli. */
function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  return manifest.version;
}
