import { join, resolve } from "node:path";
import { Program } from "../simulator/program.js";

export const repository = resolve(__dirname, "../..");

/** A run of the built command `oma`. */
export class Oma extends Program {
  constructor(...args: string[]) {
    super(join(repository, "dist/cli/oma.js"), args);
  }
}
