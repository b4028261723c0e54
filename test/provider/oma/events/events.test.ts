import { jsonLog, textLog } from "../../../../provider/oma/events/sinks.js";
import { installedApi, type OpenTelemetryApi, spanListener } from "../../../../provider/oma/events/telemetry.js";
import { OmaClient, type OmaConfig, type OmaEvent } from "../../../../provider/oma/index.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { hastyClock } from "../support/virtual-clock.js";

const noon = () => new Date("2026-01-01T12:00:00Z");
const account = { user: "a@b.adm", password: "Canary" };

function recorded(base: string, config: Partial<OmaConfig> = {}) {
  const events: OmaEvent[] = [];
  const oma = new OmaClient({ base, ...account, ...config }, quick, {
    clock: hastyClock(() => 0.5),
    listeners: [(event) => events.push(event)],
  });
  return { oma, events };
}

test("an operation reports its start, its waits, its retries and its end, under one id", async () => {
  const service = await startCanned(({ method }, nth) => (method === "get_user" && nth < 3 ? refusal(20) : undefined));
  const { oma, events } = recorded(service.base);
  await oma.call("get_user", { user: "ann@example.com" });
  const about = { id: "8000-1", method: "get_user", object: "ann@example.com" };
  const login = { id: "8000-2", method: "authenticate", object: "a@b.adm" };
  expect(events).toEqual([
    { ...about, type: "start" },
    { ...login, type: "start" },
    { ...login, type: "end", attempt: 1, durationMs: expect.any(Number), outcome: "ok" },
    { ...about, type: "wait", waitingFor: "session", durationMs: expect.any(Number) },
    { ...about, type: "retry", attempt: 1, outcome: "OMA_TRY_AGAIN", number: 20, pauseMs: 0.5 },
    { ...about, type: "retry", attempt: 2, outcome: "OMA_TRY_AGAIN", number: 20, pauseMs: 1 },
    { ...about, type: "end", attempt: 3, durationMs: expect.any(Number), outcome: "ok" },
  ]);
  expect(oma.counts).toEqual({ calls: 2, failures: 0, retries: 2, waits: 3, waitedMs: expect.any(Number) });
  expect(oma.counts.waitedMs).toBeGreaterThanOrEqual(1.5);
});

test("a failure ends with its code and number", async () => {
  const service = await startCanned(({ method }) => (method === "authenticate" ? undefined : refusal(2)));
  const { oma, events } = recorded(service.base);
  await failureOf(oma.call("get_user", { user: "ann@example.com" }));
  expect(events.at(-1)).toMatchObject({ type: "end", attempt: 1, outcome: "OMA_OBJECT_MISSING", number: 2 });
  expect(oma.counts).toMatchObject({ calls: 2, failures: 1, retries: 0 });
});

test("writes that wait in the queue of their domain, and calls that wait for a permit, say so", async () => {
  const service = await startCanned(() => undefined);
  const { oma, events } = recorded(service.base, { parallel: 1 });
  await Promise.all([
    oma.call("get_user", { user: "ann@example.com" }),
    oma.call("change_user", { user: "ann@example.com", attributes: {} }),
    oma.call("change_user", { user: "bob@example.com", attributes: {} }),
  ]);
  const waits = events.filter((event) => event.type === "wait" && event.waitingFor !== "session");
  expect(waits).toMatchObject([
    { object: "ann@example.com", waitingFor: "permit" },
    { object: "bob@example.com", waitingFor: "domain queue" },
  ]);
});

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

test("the text sink writes a line to read", () => {
  const lines: string[] = [];
  textLog((line) => lines.push(line), noon)(event);
  expect(lines).toEqual([
    "2026-01-01T12:00:00.000Z oma 1-2 retry get_user ann@example.com attempt=2 outcome=OMA_LOCKED number=25 pauseMs=13\n",
  ]);
});

test("the JSON sink writes an object per line", () => {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), noon)(event);
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ time: "2026-01-01T12:00:00.000Z", ...event, pauseMs: 13 }]);
  expect(lines[0]?.endsWith("}\n")).toBe(true);
});

test.each([textLog, jsonLog])("a sink shows what is on its list and nothing else", (sink) => {
  const lines: string[] = [];
  const tainted = { ...event, password: "Canary", answer: { token: "Canary" }, attributes: ["Canary"] };
  sink((line) => lines.push(line), noon)(tainted as OmaEvent);
  expect(lines.join("")).not.toMatch(/Canary|password|answer|attributes/);
});

test("a name with a line break in it cannot make a line of its own", () => {
  const lines: string[] = [];
  textLog((line) => lines.push(line), noon)({ ...event, object: "x\n2026 oma 1-3 end ok" });
  expect(lines.join("").split("\n").length).toBe(2);
  expect(lines[0]).toContain('"x\\n2026 oma 1-3 end ok"');
});

test.each([
  ["text", /^\S+ oma \S+ start get_user ann@example\.com$/m],
  ["json", /^\{"time":"\S+","id":"\S+","type":"end","method":"get_user".*"outcome":"ok"/m],
] as const)("OMA_LOG=%s goes to standard error", async (log, line) => {
  const service = await startCanned(() => undefined);
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const { oma } = recorded(service.base, { log });
    await oma.call("get_user", { user: "ann@example.com" });
    expect(said.mock.calls.flat().join("")).toMatch(line);
  } finally {
    said.mockRestore();
  }
});

describe("OpenTelemetry", () => {
  function fakeApi() {
    const log: unknown[] = [];
    const api: OpenTelemetryApi = {
      SpanKind: { CLIENT: 2 },
      SpanStatusCode: { ERROR: 2 },
      trace: {
        getTracer: (name) => ({
          startSpan(title, options) {
            log.push(["start", name, title, options]);
            return {
              addEvent: (...event) => log.push(["event", ...event]),
              setAttribute: (...attribute) => log.push(["attribute", ...attribute]),
              setStatus: (status) => log.push(["status", status]),
              end: () => log.push(["end"]),
            };
          },
        }),
      },
    };
    return { api, log };
  }

  test("gets one span per operation, with its waits and retries", async () => {
    const { api, log } = fakeApi();
    const service = await startCanned(({ method }, nth) =>
      method === "get_user" ? (nth === 1 ? refusal(22) : refusal(9)) : json({ success: true, session_token: "t" }),
    );
    const oma = new OmaClient({ base: service.base, user: "a@b.adm", token: "t" }, quick, {
      clock: hastyClock(() => 0.5),
      listeners: [spanListener(api)],
    });
    await failureOf(oma.call("get_user", { user: "ann@example.com" }));
    expect(log).toEqual([
      [
        "start",
        "pulumi-oma",
        "oma get_user",
        { kind: 2, attributes: { "rpc.system": "oma", "rpc.method": "get_user", "oma.object": "ann@example.com" } },
      ],
      ["event", "retry", { outcome: "OMA_OBJECT_BUSY", pauseMs: 0.5 }],
      ["attribute", "oma.outcome", "OMA_NOT_PERMITTED"],
      ["attribute", "oma.attempts", 2],
      ["status", { code: 2 }],
      ["end"],
    ]);
  });

  test("shows waits, and no status on a call that went well", () => {
    const { api, log } = fakeApi();
    const listen = spanListener(api);
    const about = { id: "1", method: "stats_list" };
    listen({ ...about, type: "start" });
    listen({ ...about, type: "wait", waitingFor: "permit", durationMs: 5 });
    listen({ ...about, type: "end", attempt: 1, durationMs: 9, outcome: "ok" });
    listen({ ...about, type: "end", attempt: 1, durationMs: 9, outcome: "ok" });
    expect(log).toStrictEqual([
      [
        "start",
        "pulumi-oma",
        "oma stats_list",
        { kind: 2, attributes: { "rpc.system": "oma", "rpc.method": "stats_list" } },
      ],
      ["event", "wait", { for: "permit", durationMs: 5 }],
      ["attribute", "oma.outcome", "ok"],
      ["attribute", "oma.attempts", 1],
      ["end"],
    ]);
  });

  test("is found where it is installed", () => {
    expect(installedApi()).toHaveProperty("trace.getTracer");
  });
});
