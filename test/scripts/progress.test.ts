import { showProgress } from "../../scripts/setup/progress.mjs";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function stream(isTTY: boolean): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, stream: { isTTY, write } as unknown as NodeJS.WriteStream };
}

test("in a log, progress is one line with a dot now and then, and the time that it took", () => {
  const { written, stream: log } = stream(false);
  const done = showProgress("Building", log);
  jest.advanceTimersByTime(11_000);
  done();
  jest.advanceTimersByTime(60_000);
  expect(written.join("")).toBe("Building.. 0:11\n");
});

test("in a terminal, progress shows the time that has passed", () => {
  const { written, stream: terminal } = stream(true);
  const done = showProgress("Building", terminal);
  jest.advanceTimersByTime(65_000);
  done();
  expect(written.at(-1)).toBe("\rBuilding   1:05\n");
});
