import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIdOf } from "../../../../provider/host/dynamic/run-id.js";
import { SharedTally } from "../../../../provider/host/dynamic/shared-tally.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "oma-tally-"));
  process.env.PULUMI_HOME = home;
});
afterEach(() => {
  delete process.env.PULUMI_HOME;
  rmSync(home, { recursive: true, force: true });
});

/** Each is what one process of the run has. */
const tally = (run = "run") => new SharedTally(() => run);
const folder = (run = "run") => join(home, "oma-runs", run);

test("all processes of a run share the places", () => {
  const [one, two] = [tally(), tally()];
  expect([one.take(3), two.take(3), one.take(3), two.take(3), one.take(3)]).toEqual([true, true, true, false, false]);
  expect(tally().take(3)).toBe(false);
});

test("a process that died leaves its places taken, and one that starts late counts on", () => {
  tally().take(5);
  tally().take(5);
  const late = tally();
  expect([late.take(3), late.take(3)]).toEqual([true, false]);
});

test("another run has places of its own, also at the same time", () => {
  expect([tally("one").take(1), tally("two").take(1), tally("one").take(1)]).toEqual([true, true, false]);
});

test("a limit of none needs no folder", () => {
  expect(tally().take(0)).toBe(false);
  expect(readdirSync(home)).toEqual([]);
});

test("processes that delete at once take each place once", () => {
  const script = `const { SharedTally } = require(${JSON.stringify(join(__dirname, "../../../../dist/provider/host/dynamic/shared-tally.js"))});
    const tally = new SharedTally(() => "run");
    process.stdout.write(String(Array.from({ length: 20 }, () => tally.take(50)).filter(Boolean).length));`;
  const shell = Array.from({ length: 6 }, (_, n) => `"$0" -e "$1" > ${join(home, `out-${n}`)} &`).join("\n");
  execFileSync("sh", ["-c", `${shell}\nwait`, process.execPath, script], { env: process.env });
  const taken = Array.from({ length: 6 }, (_, n) => Number(readFileSync(join(home, `out-${n}`), "utf8")));
  expect(taken.reduce((sum, count) => sum + count)).toBe(50);
});

describe("what cannot be counted is not deleted:", () => {
  test("in a run that cannot be told from others", () => {
    const unknown = new SharedTally(() => runIdOf(undefined));
    expect(() => unknown.take(9)).toThrow("no engine gave its address");
  });

  test("where the engine's home folder cannot be written", () => {
    writeFileSync(join(home, "oma-runs"), "");
    expect(() => tally().take(9)).toThrow(`${join(home, "oma-runs")} cannot be used (E`);
  });

  test("when somebody removes the folder in the middle of the run", () => {
    const one = tally();
    expect(one.take(9)).toBe(true);
    rmSync(folder(), { recursive: true });
    expect(() => one.take(9)).toThrow("cannot be used (ENOENT)");
  });
});

test("folders of runs that ended days ago are removed, and no others", () => {
  const long = Date.now() / 1000 - 3 * 24 * 3600;
  for (const run of ["old", "recent"]) mkdirSync(folder(run), { recursive: true });
  utimesSync(folder("old"), long, long);
  tally().take(1);
  expect([existsSync(folder("old")), existsSync(folder("recent")), existsSync(folder())]).toEqual([false, true, true]);
});
