import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DeletionTally } from "../../lifecycle/run/delete-limit.js";
import { systemCode } from "../../oma/index.js";
import { engineHome } from "../engine-home.js";

const folderOfRuns = "oma-runs";
/** A folder that nothing was written to for so long is of a run that has ended. */
const forgottenMs = 2 * 24 * 60 * 60 * 1000;

/**
 * Counts the deletions of all processes of one run: the engine starts one for each provider of a program. A place is a file that
 * can be made only once, so no lock is needed, and a process that dies leaves its places taken.
 *
 * Whatever keeps it from counting refuses the deletion.
 */
export class SharedTally implements DeletionTally {
  #folder: string | undefined;
  /** All places before this one are taken. */
  #next = 0;

  /**
   * @param runId names this run alone, with letters that a file name may have. Asked for when the first deletion comes; it throws
   * an Error that says why the run cannot be told from others.
   */
  constructor(private readonly runId: () => string) {}

  take(places: number): boolean {
    // A run that may delete nothing needs nothing to count with.
    if (this.#next >= places) return false;
    try {
      this.#folder ??= openFolder(this.runId());
      while (this.#next < places) {
        const path = join(this.#folder, String(this.#next));
        this.#next += 1;
        if (makeOnce(path)) return true;
      }
      return false;
    } catch (error) {
      const code = systemCode(error);
      throw code === undefined ? error : new Error(`${join(engineHome(), folderOfRuns)} cannot be used (${code})`);
    }
  }
}

function openFolder(runId: string): string {
  const all = join(engineHome(), folderOfRuns);
  const folder = join(all, runId);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeForgotten(all, runId);
  return folder;
}

/** A folder that another run removes at the same moment, or that cannot be removed, is left to the next one. */
function removeForgotten(all: string, runId: string): void {
  for (const name of readdirSync(all)) {
    const folder = join(all, name);
    const { mtimeMs = Number.POSITIVE_INFINITY } = statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (name === runId || Date.now() - mtimeMs < forgottenMs) continue;
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It costs a few bytes.
    }
  }
}

/** @returns false when it exists. Its folder is not made again: what was counted in it would be forgotten. */
function makeOnce(path: string): boolean {
  try {
    closeSync(openSync(path, "wx", 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
