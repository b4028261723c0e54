import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the fixtures have in the place of the service's address, whose port is another one in each run. */
export const serviceOfFixtures = "http://127.0.0.1:1/api";
/** The service's clock when the fixtures were made, in milliseconds: the time that objects were created at is in state. */
export const timeOfFixtures = Date.UTC(2025, 0, 1);

/** A stack as an earlier release left it: its program and its exported state. `name`: see the fixtures' README. */
export function oldStack(name: string): { program: string; state: string } {
  const read = (extension: string) => readFileSync(join(__dirname, `../fixtures/${name}.${extension}`), "utf8");
  return { program: read("js"), state: read("json") };
}
