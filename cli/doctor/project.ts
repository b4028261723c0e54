import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../../provider/values.js";
import { messageOf } from "../command.js";
import { parseJson, stringIn } from "../json.js";
import { type Finding, fail, ok, warn } from "./finding.js";

const check = "project";
const file = "Pulumi.yaml";

/** Checks the Pulumi project: that it is one for Node.js, and that its program will find the packages that it needs. */
export function checkProject(folder: string): Finding[] {
  const root = projectFolder(folder);
  if (root === undefined) {
    return [warn(check, `no ${file} in this folder or above`, "Run oma doctor in the folder of your Pulumi project.")];
  }
  try {
    const settings: unknown = parse(readFileSync(join(root, file), "utf8"));
    if (runtimeIn(settings) !== "nodejs") {
      return [fail(check, `${file} does not have the runtime nodejs`, "Use a project with runtime: nodejs.")];
    }
    const program = join(root, stringIn(settings, "main") ?? ".");
    return [
      ok(check, join(root, file)),
      ...["@pulumi/pulumi", "pulumi-oma"].map((name) => checkPackage(name, program)),
    ];
  } catch (error) {
    const [message = ""] = messageOf(error).split("\n");
    return [fail(check, `${file} cannot be read (${message})`, `Correct ${join(root, file)}.`)];
  }
}

/** The folder of the Pulumi project that a folder is in; undefined outside of any project. */
export function projectFolder(folder: string): string | undefined {
  const path = fileAbove(folder, file);
  return path === undefined ? undefined : dirname(path);
}

/** Pulumi takes both `runtime: nodejs`, and `runtime:` with a `name: nodejs` below it. */
function runtimeIn(settings: unknown): string | undefined {
  return stringIn(settings, "runtime") ?? (isRecord(settings) ? stringIn(settings.runtime, "name") : undefined);
}

/**
 * Resolves it as the engine does: from the folder that the program runs in, whichever package declares the resources, and whether
 * or not the program is a bundle.
 */
function checkPackage(name: string, folder: string): Finding {
  try {
    const manifest = createRequire(join(folder, "index.js")).resolve(`${name}/package.json`);
    return ok("package", `${name} ${stringIn(parseJson(readFileSync(manifest, "utf8")), "version")}`);
  } catch {
    const remedy = `Run there: ${installing(name, folder)}`;
    return fail("package", `${name} is not installed for the program in ${folder}`, remedy);
  }
}

/** Lock files, and the commands that install what package.json names and add another package to it. */
const managers = [
  ["pnpm-lock.yaml", "pnpm install", "pnpm add"],
  ["yarn.lock", "yarn install", "yarn add"],
  ["bun.lock", "bun install", "bun add"],
] as const;
const npm = ["package-lock.json", "npm install", "npm install"] as const;

function installing(name: string, folder: string): string {
  const [, install, add] = managers.find(([lock]) => fileAbove(folder, lock) !== undefined) ?? npm;
  return isDeclared(name, folder) ? install : `${add} ${name}`;
}

function isDeclared(name: string, folder: string): boolean {
  const file = fileAbove(folder, "package.json");
  const manifest = file === undefined ? undefined : parseJson(readFileSync(file, "utf8"));
  if (!isRecord(manifest)) return false;
  return [manifest.dependencies, manifest.devDependencies].some((all) => stringIn(all, name) !== undefined);
}

/** The nearest file of this name, in a folder or above it. */
function fileAbove(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : fileAbove(dirname(folder), name);
}
