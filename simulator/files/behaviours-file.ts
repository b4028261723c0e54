import { switchProblem } from "../behaviours/check.js";
import type { Behaviours } from "../behaviours/switches.js";
import { isObject } from "../wire/json.js";
import { FileError, readStructured } from "./structured-file.js";

/** Reads switches and their values in YAML or JSON. Rejects with a FileError when the file cannot be read or names another. */
export async function readBehavioursFile(file: string): Promise<Partial<Behaviours>> {
  const { value, where } = await readStructured(file);
  if (!isObject(value)) throw new FileError(`${where([])}: must be an object of switches, such as sampleMail: 3`);
  for (const [name, one] of Object.entries(value)) {
    const reason = switchProblem(name, one);
    if (reason) throw new FileError(`${where([name])}: ${name}: ${reason}`);
  }
  return value as Partial<Behaviours>;
}
