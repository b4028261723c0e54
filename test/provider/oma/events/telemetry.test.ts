import { installedApi, type OpenTelemetryApi, spanListener } from "../../../../provider/oma/events/telemetry.js";
import { OmaClient } from "../../../../provider/oma/index.js";
import { json, refusal, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { hastyClock } from "../support/virtual-clock.js";

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
