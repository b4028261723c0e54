import { spawn } from "node:child_process";
import { constants } from "node:os";

/** @type {NodeJS.Signals[]} */
const FORWARDED = ["SIGINT", "SIGTERM"];

/**
 * Runs a command that shares our terminal, and passes signals on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: "inherit" | "pipe" | 2 }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runChild(command, args, { cwd, env = process.env, output = "inherit" } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["inherit", output, "inherit"] });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part) => {
      text += part;
    });
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
 * Runs a step of the set-up. Its output goes to standard error: standard output belongs to the command after the set-up.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: "pipe" }} options
 * @returns {Promise<string>} what it wrote, when `output` is "pipe"
 */
export async function runStep(command, args, options) {
  const { code, output } = await runChild(command, args, { output: 2, ...options });
  if (code !== 0) throw new StepFailed(code);
  return output;
}
