import { writeFileSync } from "node:fs";
import { CommandError } from "../command-error.js";

/**
 * Writes the state as it was into a file of its own in this folder, for its owner alone. Secrets in it are encrypted.
 *
 * @returns the name of the file.
 */
export function backUp(state: string, time: Date): string {
  const file = `oma-recover-${time.toISOString().replaceAll(/[:.]/g, "-")}.json`;
  try {
    writeFileSync(file, state, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new CommandError(`nothing was changed: ${file} cannot be written (${(error as Error).message})`, 1);
  }
  return file;
}
