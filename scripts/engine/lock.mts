import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 250;
const SIGN_OF_LIFE_MS = 10_000;
/** A holder on another machine (a shared home folder) can only show that it lives by touching the lock. */
const SILENCE_MS = 120_000;

/**
 * Lets one process at a time do the work. A process may take the lock of a dead holder. Two that do so at the same instant may
 * both do the work, so the work must allow that, as placeFolder does.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: () => () => void,
  signal: AbortSignal | undefined,
): Promise<T> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  mkdirSync(dirname(path), { recursive: true });
  let stopWaiting: (() => void) | undefined;
  try {
    while (!take(path, mine)) {
      const theirs = holder(path);
      if (theirs !== undefined && isAbandoned(path, theirs)) release(path, theirs);
      else {
        stopWaiting ??= onWait();
        await sleep(POLL_MS, undefined, { signal });
      }
    }
  } finally {
    stopWaiting?.();
  }
  const pulse = setInterval(() => touch(path), SIGN_OF_LIFE_MS);
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    release(path, mine);
  }
}

/** A link, not an exclusive open: nobody may see the lock without the name of its holder. */
function take(path: string, mine: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function holder(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function release(path: string, content: string): void {
  if (holder(path) === content) rmSync(path, { force: true });
}

function isAbandoned(path: string, content: string): boolean {
  const { pid, host } = JSON.parse(content) as { pid: number; host: string };
  if (host === hostname() && !isAlive(pid)) return true;
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && Date.now() - touched > SILENCE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // Another process took the lock while this machine slept. The work ends all the same.
  }
}
