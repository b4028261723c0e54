import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../scripts/engine/lock.mts";

let folder: string;
let lock: string;
const wait = jest.fn(() => () => {});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(folder, "lock");
  wait.mockClear();
});

afterEach(() => rmSync(folder, { recursive: true }));

function hold(pid: number, host: string): void {
  writeFileSync(lock, JSON.stringify({ pid, host, id: "theirs" }));
}

function letGoAfterFirstLook(): () => () => void {
  return () => {
    rmSync(lock);
    return wait();
  };
}

test("one at a time does the work, and the lock is gone afterwards", async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} out`);
  };
  await Promise.all([withLock(lock, work("a"), wait, undefined), withLock(lock, work("b"), wait, undefined)]);
  expect(events).toEqual(["a in", "a out", "b in", "b out"]);
  expect(wait).toHaveBeenCalledTimes(1);
  expect(readdirSync(folder)).toEqual([]);
});

test("work that fails gives the lock back", async () => {
  const failing = withLock(lock, () => Promise.reject(new Error("broken")), wait, undefined);
  await expect(failing).rejects.toThrow("broken");
  expect(existsSync(lock)).toBe(false);
});

test("the lock of a process that is dead is taken over at once", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  hold(dead, hostname());
  expect(await withLock(lock, async () => "done", wait, undefined)).toBe("done");
  expect(wait).not.toHaveBeenCalled();
  expect(existsSync(lock)).toBe(false);
});

test("the lock of a process that is alive is waited for", async () => {
  hold(process.pid, hostname());
  expect(await withLock(lock, async () => "done", letGoAfterFirstLook(), undefined)).toBe("done");
  expect(wait).toHaveBeenCalledTimes(1);
});

test("the lock of another machine is waited for, whatever runs here under that number", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  hold(dead, "another-machine");
  expect(await withLock(lock, async () => "done", letGoAfterFirstLook(), undefined)).toBe("done");
  expect(wait).toHaveBeenCalledTimes(1);
});

test("the lock of another machine that shows no life any more is taken over", async () => {
  hold(1, "another-machine");
  utimesSync(lock, new Date(0), new Date(0));
  expect(await withLock(lock, async () => "done", wait, undefined)).toBe("done");
  expect(wait).not.toHaveBeenCalled();
});

test("a run that is stopped while it waits leaves the other's lock alone", async () => {
  hold(process.pid, hostname());
  const stop = new AbortController();
  const stopAtOnce = () => {
    stop.abort();
    return () => {};
  };
  await expect(withLock(lock, async () => "done", stopAtOnce, stop.signal)).rejects.toThrow("aborted");
  expect(existsSync(lock)).toBe(true);
});
