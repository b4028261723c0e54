import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kinds } from "../../dist/provider/kinds/index.js";
import { errorsPage } from "./errors.mts";
import { lookupsPage, lookupTypes } from "./lookups.mts";
import { referencePage } from "./reference.mts";
import { resourceClass } from "./sdk.mts";
import { simulatorPage } from "./simulator.mts";
import { fileName } from "./words.mts";

/**
 * Writes the files that are generated from the tables in provider/kinds (resource classes and reference pages) and from the
 * declarations of the simulator's methods. With `--check` it writes nothing and fails when a committed file is stale. It reads
 * the build, so a changed table needs a build first.
 */
const root = join(import.meta.dirname, "../..");
const isCheck = process.argv.includes("--check");
const biome = join(root, "node_modules/.bin/biome");

const ofKinds = Object.values(kinds).flatMap((kind): [string, string][] => {
  const name = fileName(kind.name);
  return [
    [`sdk/generated/${name}.ts`, formatted(`sdk/generated/${name}.ts`, resourceClass(kind))],
    [`docs/reference/${name}.md`, referencePage(kind)],
  ];
});

const files: [string, string][] = [
  ...ofKinds,
  ["sdk/generated/lookups.ts", formatted("sdk/generated/lookups.ts", lookupTypes())],
  ["docs/reference/errors.md", errorsPage()],
  ["docs/reference/lookups.md", lookupsPage()],
  ["docs/simulator.md", simulatorPage()],
];
const stale = files.filter(
  ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text,
);
if (!isCheck) {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(
    stale.length === 0 ? "generated files are up to date" : `wrote ${stale.map(([path]) => path).join(", ")}`,
  );
} else if (stale.length > 0) {
  console.error(`stale: ${stale.map(([path]) => path).join(", ")}. Run: npm run generate`);
  process.exitCode = 1;
}

function formatted(path: string, source: string): string {
  return execFileSync(biome, ["format", `--stdin-file-path=${path}`], { cwd: root, input: source, encoding: "utf8" });
}
