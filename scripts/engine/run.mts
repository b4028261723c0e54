import { spawn } from "node:child_process";

interface RunOptions {
  env: NodeJS.ProcessEnv;
  cwd?: string;
  signal?: AbortSignal | undefined;
}

/** Runs a command to its end and returns its standard output. */
export type Run = (command: string, args: string[], options: RunOptions) => Promise<string>;

const KEPT_ERROR_CHARACTERS = 2_000;

export const run: Run = (command, args, { env, cwd, signal }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, signal, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-KEPT_ERROR_CHARACTERS);
    });
    let stopped: Error | undefined;
    child.on("error", (error) => {
      // An aborted child is still running, and the caller may clean up only when it has ended ("close").
      if (child.pid === undefined) reject(error);
      else stopped = error;
    });
    child.on("close", (code, killedBy) => {
      if (stopped !== undefined) reject(stopped);
      else if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args[0] ?? ""} ended with ${killedBy ?? code}: ${errors.trim()}`));
    });
  });
