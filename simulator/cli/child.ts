import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { CommandError } from "./command-error.js";
import type { Settings } from "./settings.js";

/** Of the caller, and about an account of theirs: a client would find two of them, or call another service. */
const OTHER_ACCOUNT = ["OMA_CLUSTER", "OMA_TOKEN", "OMA_CA_FILE"];

const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command with the settings in its environment, and passes signals on to it.
 *
 * @returns its exit code, or 128 and the number of the signal that ended it, as a shell has it. Throws a CommandError when it
 *   cannot be started: 127 when it is not found, 126 when it may not be run
 */
export async function runCommand([file = "", ...args]: readonly string[], settings: Settings): Promise<number> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OTHER_ACCOUNT.includes(name)));
  const child = spawn(file, args, { stdio: "inherit", env: { ...own, ...settings } });
  const stop = passSignals(child);
  try {
    return await ended(child);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new CommandError(`${file} was not found: it is no file and not on the PATH`, 127);
    throw new CommandError(`${file} cannot be run (${code ?? message})`, 126);
  } finally {
    stop();
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((settle, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) => settle(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
  });
}

/** Returns the function that ends it. */
function passSignals(child: ChildProcess): () => void {
  const pass = (signal: NodeJS.Signals) => {
    // A terminal has sent Ctrl-C to the command too. A second one would tell it to give up at once.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, pass);
  return () => {
    for (const signal of PASSED_ON) process.off(signal, pass);
  };
}
