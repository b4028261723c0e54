import { Counters } from "../../../../provider/oma/events/counters.js";
import type { OmaEvent } from "../../../../provider/oma/index.js";

const about = { id: "1-1", method: "get_user" };
const end = { ...about, type: "end", attempt: 2, durationMs: 900 } as const;

test("pauses before retries and waits add up, and an end with an error is a failure", () => {
  const counters = new Counters();
  const events: OmaEvent[] = [
    { ...about, type: "start" },
    { ...about, type: "wait", waitingFor: "permit", durationMs: 30 },
    { ...about, type: "retry", attempt: 1, outcome: "OMA_LOCKED", number: 25, pauseMs: 500 },
    { ...end, outcome: "ok" },
    { ...about, type: "start" },
    { ...end, outcome: "ok" },
    { ...about, type: "start" },
    { ...end, outcome: "OMA_OBJECT_MISSING", number: 2 },
  ];
  for (const event of events) counters.count(event);
  expect(counters.read()).toEqual({ calls: 3, failures: 1, retries: 1, waits: 2, waitedMs: 530 });
});

test("what was read stays as it was", () => {
  const counters = new Counters();
  const before = counters.read();
  counters.count({ ...about, type: "start" });
  expect(before.calls).toBe(0);
});
