import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** Where the OMA reference is kept: beside the project. A test of a table without its reference has to fail. */
const folder = path.resolve(__dirname, "../../../../shared/oma");

/** A file of the OMA reference that the provider's tables were written from. */
export function reference<T>(file: string): T {
  return parse(readFileSync(path.join(folder, file), "utf8")) as T;
}
