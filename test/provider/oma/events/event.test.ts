import { OmaClient, type OmaConfig, type OmaEvent } from "../../../../provider/oma/index.js";
import { refusal, startCanned } from "../../support/canned.js";
import { quick } from "../../support/context.js";
import { failureOf } from "../../support/failure.js";
import { hastyClock } from "../support/virtual-clock.js";

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
