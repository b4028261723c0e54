import { checkedFault } from "../faults/check.js";
import type { Fault } from "../faults/fault.js";
import { FileError, readStructured } from "./structured-file.js";

/** Faults to switch on, as a list in YAML or JSON. */
export async function readFaultsFile(name: string): Promise<Fault[]> {
  const { value, where } = await readStructured(name);
  if (!Array.isArray(value)) throw new FileError(`${where([])}: a list of faults is needed`);
  return value.map((fault, position) => {
    try {
      return checkedFault(fault);
    } catch (error) {
      throw new FileError(`${where([position])}: fault ${position + 1}: ${(error as Error).message}`);
    }
  });
}
