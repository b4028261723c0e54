import { spawn } from "node:child_process";
import { constants } from "node:os";
import { showProgress } from "./progress.mjs";

/** @type {NodeJS.Signals[]} */
const FORWARDED = ["SIGINT", "SIGTERM"];

/** @type {Record<string, import("node:child_process").StdioOptions>} */
const STDIO = {
  none: "inherit",
  standard: ["inherit", "pipe", "inherit"],
  both: ["inherit", "pipe", "pipe"],
};

/**
 * Runs a command, and passes signals on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: "none" | "standard" | "both" }} [options] `output`: what is collected and
 * not shown, of standard output and standard error
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runChild(command, args, { cwd, env = process.env, output = "none" } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: STDIO[output] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
    }
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // The terminal sends Ctrl-C to the child too. A second one makes Pulumi stop without saving.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const end = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.on("error", (error) => {
      end();
      reject(error);
    });
    child.on("close", (code, signal) => {
      end();
      resolve({ code: signal === null ? (code ?? 1) : 128 + constants.signals[signal], output: text });
    });
  });
}

/** A failed step. The set-up ends with its exit code. */
export class StepFailed extends Error {
  /** @param {number} code */
  constructor(code) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

/**
 * Runs a step of the set-up, with one line of progress on standard error: standard output belongs to the command after the set-up.
 * What the step says is shown when it fails. Otherwise it is noise to somebody who runs this for the first time: npm alone warns
 * in hundreds of lines of packages for a newer Node than the one that starts it, and the project brings that Node along.
 * @param {string} text what is being done
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 */
export async function runStep(text, command, args, options) {
  const done = showProgress(text);
  const { code, output } = await runChild(command, args, { ...options, output: "both" }).finally(done);
  if (code === 0) return;
  console.error(output.trimEnd());
  throw new StepFailed(code);
}
