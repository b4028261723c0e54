import { join } from "node:path";
import { runStep } from "./child.mjs";
import { changedAt } from "./files.mjs";
import { PROJECT } from "./project.mjs";

/** npm writes this file last, after it has installed everything. */
const INSTALLED = join(PROJECT, "node_modules", ".package-lock.json");

/**
 * Without warnings: they would bury the cause when this fails. None is for the reader to act on. Packages ask for a newer Node than
 * the one that starts this. And npm takes `allowScripts` from the package.json of the root alone, but the root is a workspace too,
 * where npm calls the field misplaced; in .npmrc it would break the installation of the package `node`.
 */
const INSTALL = ["ci", "--no-fund", "--no-audit", "--loglevel=error"];

/** Installs the packages when there are none, or when package-lock.json has changed since. */
export async function installPackages() {
  if (changedAt(INSTALLED) > 0 && changedAt(INSTALLED) >= changedAt(join(PROJECT, "package-lock.json"))) return;
  // npm passes the path of its own script to what it runs. This uses the same npm, whichever one is on PATH.
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith("npm-cli.js") ? [process.execPath, [npm]] : ["npm", []];
  await runStep("Installing npm packages (npm ci)", command, [...args, ...INSTALL], { cwd: PROJECT });
}
