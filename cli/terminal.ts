import type { Command, CommandError } from "./command.js";
import { UsageError } from "./options.js";

/** The list of commands. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: oma <command> [options]",
    "",
    "Commands:",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "Run oma <command> --help for the options of a command, oma --version for the version.",
  ].join("\n");
}

/** @param command the command that was called; undefined when there is no such command. */
export function describeError(error: CommandError, command: Command | undefined): string {
  const message = `oma: ${error.message}`;
  if (!(error instanceof UsageError)) return message;
  return `${message}\nRun oma ${command === undefined ? "" : `${command.name} `}--help for usage.`;
}

/** A result for programs. */
export function asJson(result: unknown): string {
  return JSON.stringify(result, null, 2);
}
