import { constants } from "node:os";
import { showProgress } from "../setup/progress.mjs";
import { type Engine, ensure } from "./ensure.mts";
import { run } from "./run.mts";
import { DOWNLOAD_SITES } from "./ways/download-site.mts";

export type { Engine } from "./ensure.mts";
export { type HermeticRun, hermeticEnv } from "./hermetic-env.mts";
export { NoEngineError } from "./ways/no-engine-error.mts";

/** The Pulumi engine of this machine. It is installed, or obtained and kept for the next run. */
export function ensureEngine(signal?: AbortSignal): Promise<Engine> {
  return ensure({ env: process.env, run, sites: DOWNLOAD_SITES, progress: showProgress, say: console.error, signal });
}

if (import.meta.main) void main();

/** Prints the engine's folder. */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.exitCode = 128 + constants.signals[signal];
      stop.abort();
    });
  }
  try {
    console.log((await ensureEngine(stop.signal)).bin);
  } catch (error) {
    process.exitCode ??= 1;
    if (!stop.signal.aborted) console.error((error as Error).message);
  }
}
