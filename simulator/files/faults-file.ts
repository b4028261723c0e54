import { checkedFault } from "../faults/check.js";
import type { Fault } from "../faults/fault.js";
import { FileError, readStructured } from "./structured-file.js";

/** Reads a list of faults in YAML or JSON. Rejects with a FileError when it cannot be read or has another form. */
export async function readFaultsFile(name: string): Promise<Fault[]> {
  const { value, where } = await readStructured(name);
  if (!Array.isArray(value)) throw new FileError(`${where([])}: must be a list of faults`);
  return value.map((fault, position) => {
    try {
      return checkedFault(fault);
    } catch (error) {
      throw new FileError(`${where([position])}: fault ${position + 1}: ${(error as Error).message}`);
    }
  });
}
