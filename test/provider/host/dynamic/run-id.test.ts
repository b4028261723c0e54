import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { runIdOf } from "../../../../provider/host/dynamic/run-id.js";

let processes: string;
beforeEach(() => {
  processes = mkdtempSync(join(tmpdir(), "oma-proc-"));
});
afterEach(() => rmSync(processes, { recursive: true, force: true }));

/** A process as proc(5) shows it. The name may hold blanks and brackets. */
function runs(pid: string, parent: number, group: number, started: number): void {
  const fields = ["S", parent, group, ...Array.from({ length: 16 }, () => 0), started, 0];
  mkdirSync(join(processes, pid), { recursive: true });
  writeFileSync(join(processes, pid, "stat"), `${pid} (a) 1 (b) ${fields.join(" ")}\n`);
}

const address = "127.0.0.1:4711";
const id = () => runIdOf(address, processes);
const machine = hostname().replace(/[^\w.-]/g, "_");

test("hosts of one engine have one id, whether a shell started them or not", () => {
  runs("100", 1, 100, 5000);
  runs("200", 100, 200, 5100);
  runs("self", 200, 200, 5200);
  const throughShell = id();
  runs("300", 100, 300, 5300);
  runs("self", 100, 300, 5300);
  expect([id(), throughShell]).toEqual([`${machine}-100-5000-127.0.0.1_4711`, `${machine}-100-5000-127.0.0.1_4711`]);
});

test("a later engine with the same process id and the same port has another id", () => {
  runs("200", 100, 200, 5100);
  runs("self", 200, 200, 5200);
  runs("100", 1, 100, 5000);
  const first = id();
  runs("100", 1, 100, 9000);
  expect(id()).not.toBe(first);
});

test("the preview and the update of one process have an id each", () => {
  runs("100", 1, 100, 5000);
  runs("200", 100, 200, 5100);
  runs("self", 200, 200, 5200);
  expect(runIdOf("127.0.0.1:1", processes)).not.toBe(runIdOf("127.0.0.1:2", processes));
});

test("where the system tells nothing of processes, the address stands alone", () => {
  expect(id()).toBe(`${machine}-any-127.0.0.1_4711`);
});

test("where it tells of this process and not of the engine's, there is no id: another process might find one", () => {
  runs("self", 200, 200, 5200);
  expect(id).toThrow("the engine's process cannot be found");
});

test.each([undefined, "", "test/provider"])("%s is no address of an engine", (given) => {
  expect(() => runIdOf(given)).toThrow("no engine gave its address to this process");
});
