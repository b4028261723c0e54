import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DYNAMIC_HOST } from "./programs.mts";

/** The shell script that starts dynamic providers. It is part of the SDK that programs import. */
export const DYNAMIC_HOST_OF_SDK = fileURLToPath(
  new URL(`../../../node_modules/@pulumi/pulumi/${DYNAMIC_HOST}`, import.meta.url),
);

export function putDynamicHost(folder: string): void {
  copyFileSync(DYNAMIC_HOST_OF_SDK, join(folder, DYNAMIC_HOST));
  chmodSync(join(folder, DYNAMIC_HOST), 0o755);
}
