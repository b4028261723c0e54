// node scripts/setup.mjs [--engine] [-- command...]
//
// Prepares a fresh clone (packages, build and, with --engine, the Pulumi engine), then runs the command. Plain JavaScript
// without packages, since on a fresh clone whichever Node is installed runs it, from 18 on.

import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { buildSources } from "./setup/build.mjs";
import { runChild, StepFailed } from "./setup/child.mjs";
import { ensureEngine } from "./setup/engine.mjs";
import { NODE, NODE_FOLDER } from "./setup/node.mjs";
import { installPackages } from "./setup/packages.mjs";

/** @param {string[]} line */
async function main(line) {
  const mark = line.indexOf("--");
  const flags = mark < 0 ? line : line.slice(0, mark);
  const [command, ...args] = mark < 0 ? [] : line.slice(mark + 1);
  const unknown = flags.find((flag) => flag !== "--engine");
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}\nUsage: setup.mjs [--engine] [-- command...]`);

  await installPackages();
  if (!existsSync(NODE)) {
    throw new Error(
      `${NODE} is missing: npm did not run the install script of the package "node".\nSet ignore-scripts=false for npm, remove node_modules and run this again.`,
    );
  }
  await buildSources();
  const env = { ...process.env };
  const first = [NODE_FOLDER];
  if (flags.includes("--engine")) {
    env.PULUMI_OMA_ENGINE = await ensureEngine();
    first.push(env.PULUMI_OMA_ENGINE);
  }
  if (command === undefined) return 0;
  env.PATH = [...first, process.env.PATH].join(delimiter);
  const isScript = /\.m[jt]s$/.test(command);
  const { code } = isScript
    ? await runChild(NODE, [command, ...args], { env })
    : await runChild(command, args, { env });
  return code;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    if (!(error instanceof StepFailed)) console.error(error.message);
    process.exitCode = error instanceof StepFailed ? error.code : 1;
  },
);
