import { jsonLog, textLog } from "../../../../provider/oma/events/sinks.js";
import { OmaClient, type OmaEvent } from "../../../../provider/oma/index.js";
import { startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";

const noon = () => new Date("2026-01-01T12:00:00Z");
const event: OmaEvent = {
  id: "1-2",
  type: "retry",
  method: "get_user",
  object: "ann@example.com",
  attempt: 2,
  outcome: "OMA_LOCKED",
  number: 25,
  pauseMs: 12.7,
};

test("the text log writes a line to read", () => {
  const lines: string[] = [];
  textLog((line) => lines.push(line), noon)(event);
  expect(lines).toEqual([
    "2026-01-01T12:00:00.000Z oma 1-2 retry get_user ann@example.com attempt=2 outcome=OMA_LOCKED number=25 pauseMs=13\n",
  ]);
});

test("the JSON log writes an object per line", () => {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), noon)(event);
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ time: "2026-01-01T12:00:00.000Z", ...event, pauseMs: 13 }]);
  expect(lines[0]?.endsWith("}\n")).toBe(true);
});

test.each([textLog, jsonLog])("a log shows what is on its list and nothing else", (log) => {
  const lines: string[] = [];
  const tainted = { ...event, password: "Canary", answer: { token: "Canary" }, attributes: ["Canary"] };
  log((line) => lines.push(line), noon)(tainted as OmaEvent);
  expect(lines.join("")).not.toMatch(/Canary|password|answer|attributes/);
});

test("a name with a line break in it cannot make a line of its own", () => {
  const lines: string[] = [];
  textLog((line) => lines.push(line), noon)({ ...event, object: "x\n2026 oma 1-3 end ok" });
  expect(lines.join("").split("\n").length).toBe(2);
  expect(lines[0]).toContain('"x\\n2026 oma 1-3 end ok"');
});

test.each([textLog, jsonLog])("a log writes no control characters and no commands of a pipeline", (log) => {
  const lines: string[] = [];
  log((line) => lines.push(line), noon)({ ...event, object: "\u001b[2J\u009b##vso[task.x]" });
  expect(lines).toHaveLength(1);
  expect(lines.join("")).not.toMatch(/(?!\n)\p{Cc}|##vso/u);
});

test.each([
  ["text", /^\S+ oma \S+ start get_user ann@example\.com$/m],
  ["json", /^\{"time":"\S+","id":"\S+","type":"end","method":"get_user".*"outcome":"ok"/m],
] as const)("a client with log %s writes to standard error", async (log, line) => {
  const service = await startCanned(() => undefined);
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const oma = new OmaClient({ base: service.base, user: "a@b.adm", password: "Canary", log }, quick);
    await oma.call("get_user", { user: "ann@example.com" });
    expect(said.mock.calls.flat().join("")).toMatch(line);
  } finally {
    said.mockRestore();
  }
});
