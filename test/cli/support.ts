import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Program } from "../simulator/program.js";

export const repository = resolve(__dirname, "../..");

/** A run of the built command `oma`. */
export class Oma extends Program {
  constructor(...args: string[]) {
    super(join(repository, "dist/cli/oma.js"), args);
  }
}

/**
 * A `pulumi` that runs a shell script.
 *
 * @param folder is made when it is missing, and belongs on the PATH.
 */
export function fakePulumi(folder: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Empties the PATH of this process for each test of a file, but for the programs of the system, and gives a `pulumi` to it. */
export function pulumiOnPath(): (script: string) => void {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "oma-pulumi-"));
    process.env.PATH = `${folder}:/usr/bin:/bin`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });
  return (script) => fakePulumi(folder, script);
}
