import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { UsageError } from "./command-error.js";

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<ParseArgsConfig & { options: T; strict: true }>
>["values"];

/** The options of a command that takes nothing else. */
export function parseOptions<const T extends ParseArgsOptionsConfig>(args: string[], options: T): Values<T> {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values as Values<T>;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
