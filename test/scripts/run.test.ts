import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../scripts/engine/run.mts";

const node = process.execPath;
const env = process.env;

test("a command gives what it wrote to its standard output", async () => {
  expect(await run(node, ["-e", "console.log(process.cwd())"], { env, cwd: "/" })).toBe("/\n");
});

test("a command that fails is an error with the end of what it complained about", async () => {
  const failing = run(node, ["-e", "console.error('x'.repeat(9000) + 'no such module'); process.exit(3)"], { env });
  await expect(failing).rejects.toThrow(/ended with 3: x{1,2000}no such module$/);
});

test("a command that is not there is an error", async () => {
  await expect(run("no-such-program", [], { env })).rejects.toThrow("ENOENT");
});

test("a command that is stopped has ended before its caller goes on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "run-"));
  const stop = new AbortController();
  const slowToStop = `const { writeFileSync } = require("node:fs");
    process.on("SIGTERM", () => setTimeout(() => { writeFileSync("ended", ""); process.exit(); }, 50));
    setInterval(() => {}, 1000);
    writeFileSync("started", "");`;
  const running = run(node, ["-e", slowToStop], { env, cwd: folder, signal: stop.signal });
  while (!existsSync(join(folder, "started"))) await sleep(5);
  stop.abort();
  await expect(running).rejects.toThrow("aborted");
  expect(existsSync(join(folder, "ended"))).toBe(true);
  rmSync(folder, { recursive: true });
});
