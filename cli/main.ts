import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, UsageError } from "./command-error.js";
import { COMMANDS } from "./commands.js";

/** Runs what was typed after `oma`, and gives the exit code. */
export async function main([word, ...args]: string[]): Promise<number> {
  if (word === undefined) {
    console.error(overview());
    return 2;
  }
  try {
    if (isHelp(word)) return say(overview());
    if (word === "--version") return say(version());
    const command = COMMANDS.find(({ name }) => name === word);
    if (!command) throw new UsageError(`${word} is no command`);
    return args.some(isHelp) ? say(command.help) : await command.run(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`oma: ${error.message}`);
    if (error instanceof UsageError)
      console.error(`oma ${isCommand(word) ? `${word} ` : ""}--help tells what there is.`);
    return error.exitCode;
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    "Usage: oma <command> [options]",
    "",
    "Commands:",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "oma <command> --help tells more about a command, oma --version prints the version.",
  ].join("\n");
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function isCommand(word: string): boolean {
  return COMMANDS.some(({ name }) => name === word);
}

function say(text: string): number {
  console.log(text);
  return 0;
}

/** Seen from dist/cli. */
function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string }).version;
}
