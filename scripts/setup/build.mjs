import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runStep } from "./child.mjs";
import { changedAt, filesBelow } from "./files.mjs";
import { NODE } from "./node.mjs";
import { PROJECT } from "./project.mjs";

const FOLDERS = ["provider", "sdk", "simulator", "cli"];
const SETTINGS = ["tsconfig.json", "package.json"];
const DIST = join(PROJECT, "dist");

/** Lists the sources of the build. Its time is the start of the build, so that an edit during the build counts. */
const STAMP = join(DIST, ".built");

/** Compiles into dist when a source was changed, added or deleted since the last build. */
export async function buildSources() {
  const sources = FOLDERS.flatMap((folder) => filesBelow(join(PROJECT, folder)));
  const list = sources
    .map((path) => relative(PROJECT, path))
    .sort()
    .join("\n");
  const inputs = [...sources, ...SETTINGS.map((name) => join(PROJECT, name))];
  const lastBuild = changedAt(STAMP);
  if (
    existsSync(STAMP) &&
    readFileSync(STAMP, "utf8") === list &&
    inputs.every((path) => changedAt(path) < lastBuild)
  ) {
    return;
  }
  console.error("Building (tsc)");
  const start = new Date();
  // The compiler does not remove the outputs of deleted sources.
  rmSync(DIST, { recursive: true, force: true });
  await runStep(NODE, [join(PROJECT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"], { cwd: PROJECT });
  writeFileSync(STAMP, list);
  utimesSync(STAMP, start, start);
}
