import { join } from "node:path";
import { runStep } from "./child.mjs";
import { changedAt } from "./files.mjs";
import { PROJECT } from "./project.mjs";

/** npm writes this file last, after it has installed everything. */
const INSTALLED = join(PROJECT, "node_modules", ".package-lock.json");

/** Installs the packages when there are none, or when package-lock.json has changed since. */
export async function installPackages() {
  if (changedAt(INSTALLED) > 0 && changedAt(INSTALLED) >= changedAt(join(PROJECT, "package-lock.json"))) return;
  console.error("Installing npm packages (npm ci)");
  // npm passes the path of its own script to what it runs. This uses the same npm, whichever one is on PATH.
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith("npm-cli.js") ? [process.execPath, [npm]] : ["npm", []];
  await runStep(command, [...args, "ci", "--no-fund", "--no-audit"], { cwd: PROJECT });
}
