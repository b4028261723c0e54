import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Finding, fail, ok, warn } from "./finding.js";

const check = "project";
const file = "Pulumi.yaml";

/** The Pulumi project around a folder: whether it is one for Node.js, and whether its program will find what it needs. */
export function lookAtProject(folder: string): Finding[] {
  const root = projectAround(folder);
  if (root === undefined) {
    return [warn(check, `no ${file} here or above`, "Run this in the folder of your Pulumi project.")];
  }
  const text = readFileSync(join(root, file), "utf8");
  // Both spellings that Pulumi takes: "runtime: nodejs", and "runtime:" with a "name: nodejs" below it.
  if (!/^runtime:\s*(?:nodejs\s*$|\n(?:[ \t]+.*\n)*?[ \t]+name:\s*nodejs\s*$)/m.test(text)) {
    return [fail(check, `${file} has another runtime than nodejs`, "Use a project with runtime: nodejs.")];
  }
  const main = /^main:\s*(\S+)\s*$/m.exec(text)?.[1] ?? ".";
  return [
    ok(check, join(root, file)),
    ...["@pulumi/pulumi", "pulumi-oma"].map((name) => installed(name, join(root, main))),
  ];
}

export function projectAround(folder: string): string | undefined {
  if (existsSync(join(folder, file))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectAround(above);
}

/** Resolved as the program does it: from the folder that it runs in. */
function installed(name: string, folder: string): Finding {
  try {
    const manifest = createRequire(join(folder, "index.js")).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    return ok("package", `${name} ${version}`);
  } catch {
    return fail("package", `${name} is not installed for the program in ${folder}`, `Run there: npm install ${name}`);
  }
}
