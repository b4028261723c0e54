import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { CommandError, messageOf } from "./command.js";

/** The caller typed something that the command does not take. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";

  constructor(message: string) {
    super(message, 2);
  }
}

/**
 * The options of a command that takes nothing else.
 *
 * @throws UsageError for an unknown option, a missing value, and anything that is not an option.
 */
export function parseOptions<const T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
