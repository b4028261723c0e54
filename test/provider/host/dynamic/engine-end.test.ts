import { PassThrough } from "node:stream";
import { EngineEnd } from "../../../../provider/host/dynamic/engine-end.js";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A process with an engine, as the host starts in it. */
function started() {
  const open = ["TCPServerWrap", "PipeWrap", "PipeWrap", "PipeWrap"];
  const exits: number[] = [];
  const input = new PassThrough();
  const end = new EngineEnd({ getActiveResourcesInfo: () => open, exit: (code) => void exits.push(code) });
  end.watch(input);
  const killEngine = async () => {
    input.end();
    await jest.advanceTimersByTimeAsync(0);
  };
  return { open, exits, input, end, killEngine };
}

/** A call of the engine that settles when the test says so. */
function call(end: EngineEnd) {
  let settle = () => {};
  const running = end.during(
    () =>
      new Promise<void>((resolve) => {
        settle = resolve;
      }),
  );
  return { running, settle: () => settle() };
}

test("a process whose engine has died ends at once when nothing is under way", async () => {
  const { exits, killEngine } = started();
  expect(exits).toEqual([]);
  await killEngine();
  expect(exits).toEqual([0]);
});

test("calls that are under way run to their end first", async () => {
  const { exits, end, killEngine } = started();
  const calls = [call(end), call(end)];
  await killEngine();
  calls[0]?.settle();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(exits).toEqual([]);
  calls[1]?.settle();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(exits).toEqual([0]);
});

test("a call that failed is not under way any more", async () => {
  const { exits, end, killEngine } = started();
  await expect(end.during(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  await killEngine();
  expect(exits).toEqual([0]);
});

test("what another provider in the process does is not cut short", async () => {
  const { open, exits, killEngine } = started();
  open.push("TCPSocketWrap");
  await killEngine();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(exits).toEqual([]);
  open.pop();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(exits).toEqual([0]);
});

test("a standard input that breaks off tells the same", async () => {
  const { exits, input } = started();
  input.destroy(new Error("EIO"));
  await jest.advanceTimersByTimeAsync(0);
  expect(exits).toEqual([0]);
});

test("what the engine writes is read and ignored", async () => {
  const { exits, input, killEngine } = started();
  input.write("x".repeat(100_000));
  await jest.advanceTimersByTimeAsync(0);
  expect([exits, input.readableLength]).toEqual([[], 0]);
  await killEngine();
  expect(exits).toEqual([0]);
});
