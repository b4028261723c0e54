import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runStep } from "./child.mjs";
import { changedAt, filesBelow } from "./files.mjs";
import { NODE } from "./node.mjs";
import { PROJECT } from "./project.mjs";

/** @typedef {{ name: string, folder: string, sources: string[] }} Package */

/**
 * The packages of the repository, each after what it needs.
 * @type {Package[]}
 */
const PACKAGES = [
  { name: "oma-simulator", folder: join(PROJECT, "simulator"), sources: ["."] },
  { name: "pulumi-oma", folder: PROJECT, sources: ["provider", "sdk", "cli"] },
];

/** Relative to the package. */
const SETTINGS = ["tsconfig.json", "package.json"];

/** Compiles each package into its dist, when a source of it was changed, added or deleted since the last time. */
export async function buildSources() {
  for (const one of PACKAGES) if (!isBuilt(one)) await build(one);
}

/** @param {Package} one */
function isBuilt(one) {
  const stamp = stampOf(one);
  const lastBuild = changedAt(stamp);
  const inputs = [...sourcesOf(one), ...SETTINGS.map((name) => join(one.folder, name))];
  return (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === listOf(one) &&
    inputs.every((path) => changedAt(path) < lastBuild)
  );
}

/** @param {Package} one */
async function build(one) {
  const { name, folder } = one;
  const start = new Date();
  // The compiler leaves the outputs of deleted sources.
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const compiler = join(PROJECT, "node_modules/typescript/bin/tsc");
  await runStep(`Building ${name} (tsc)`, NODE, [compiler, "-p", "tsconfig.json"], { cwd: folder });
  writeFileSync(stampOf(one), listOf(one));
  utimesSync(stampOf(one), start, start);
}

/**
 * Lists the sources of the build; its time is when the build began, so that an edit during it counts.
 * @param {Package} one
 */
function stampOf({ folder }) {
  return join(folder, "dist/.built");
}

/** @param {Package} one */
function listOf(one) {
  return sourcesOf(one)
    .map((path) => relative(one.folder, path))
    .sort()
    .join("\n");
}

/** @param {Package} one */
function sourcesOf({ folder, sources }) {
  return sources
    .flatMap((name) => filesBelow(join(folder, name)))
    .filter((path) => path.endsWith(".ts") && !/^(dist|node_modules)\//.test(relative(folder, path)));
}
