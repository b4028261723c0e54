import { BackoffGate } from "../../../../provider/oma/flow/backoff-gate.js";
import type { Clock } from "../../../../provider/time.js";
import { restlessClock, VirtualClock } from "../support/virtual-clock.js";

const range = { firstPauseMs: 500, longestPauseMs: 4000 };

/** A gate and one caller behind it, who tries again each time the gate calls. */
function gated(clock: Clock) {
  const seen = { calls: 0, passedAt: undefined as number | undefined };
  const attempt = () => {
    if (gate.tryPass()) seen.passedAt = clock.now();
  };
  const gate = new BackoffGate(range, clock, () => {
    seen.calls += 1;
    attempt();
  });
  return { gate, seen, attempt };
}

test("a new gate is open, and calls nobody", () => {
  const clock = new VirtualClock();
  const { gate, seen } = gated(clock);
  expect(gate.tryPass()).toBe(true);
  expect(clock.slept).toEqual([]);
  expect(seen.calls).toBe(0);
});

test("a gate closes for a pause that doubles up to the longest one", () => {
  const clock = new VirtualClock();
  const { gate } = gated(clock);
  for (const pauseMs of [500, 1000, 2000, 4000, 4000]) {
    gate.backOff();
    clock.advance(pauseMs - 1);
    expect(gate.tryPass()).toBe(false);
    clock.advance(1);
    expect(gate.tryPass()).toBe(true);
  }
});

test("after a reset the pauses begin anew, and the one that has begun goes on", () => {
  const clock = new VirtualClock();
  const { gate } = gated(clock);
  gate.backOff();
  gate.backOff();
  gate.reset();
  clock.advance(999);
  expect(gate.tryPass()).toBe(false);
  clock.advance(1);
  expect(gate.tryPass()).toBe(true);
  gate.backOff();
  clock.advance(500);
  expect(gate.tryPass()).toBe(true);
});

test("a gate stays closed for the longer of two times, whichever comes first", () => {
  for (const [first, second] of [
    [3000, 1000],
    [1000, 3000],
  ] as const) {
    const clock = new VirtualClock();
    const { gate } = gated(clock);
    gate.closeFor(first);
    gate.closeFor(second);
    clock.advance(2999);
    expect(gate.tryPass()).toBe(false);
    clock.advance(1);
    expect(gate.tryPass()).toBe(true);
  }
});

test("nobody asks, nobody is called", () => {
  const clock = new VirtualClock();
  gated(clock).gate.backOff();
  expect(clock.slept).toEqual([]);
});

test("one call is enough for all who asked while the gate was closed", async () => {
  const clock = new VirtualClock();
  const { gate, seen, attempt } = gated(clock);
  gate.backOff();
  for (let n = 0; n < 3; n++) attempt();
  expect(clock.slept).toEqual([500]);
  await clock.until(clock.sleep(500));
  expect(seen).toEqual({ calls: 1, passedAt: 500 });
});

test("who asks again after the call is called again", async () => {
  const clock = new VirtualClock();
  const { gate, seen, attempt } = gated(clock);
  gate.backOff();
  attempt();
  await clock.until(clock.sleep(500));
  gate.backOff();
  attempt();
  await clock.until(clock.sleep(1000));
  expect(seen).toEqual({ calls: 2, passedAt: 1500 });
});

test("a gate that closes for longer while somebody sleeps calls when it opens, not before it may be passed", async () => {
  const clock = new VirtualClock();
  const { gate, seen, attempt } = gated(clock);
  gate.backOff();
  attempt();
  gate.closeFor(3000);
  await clock.until(clock.sleep(3001));
  expect(seen).toEqual({ calls: 2, passedAt: 3000 });
});

test.each(Array.from({ length: 10 }, (_, nth) => (nth + 1) / 10))(
  "a caller passes at last, though the clock goes on between readings and wakes it %d ms early",
  async (earlyMs) => {
    const { gate, seen, attempt } = gated(restlessClock(earlyMs));
    gate.backOff();
    attempt();
    for (let tick = 0; tick < 100; tick++) await Promise.resolve();
    expect(seen.passedAt).toBeGreaterThanOrEqual(500);
  },
);

test("the gate may open between two readings of the clock: the caller passes or is called, in each case", async () => {
  for (let stepMs = 0.5; stepMs < 600; stepMs += 0.5) {
    const { gate, seen, attempt } = gated(restlessClock(0, stepMs));
    gate.backOff();
    attempt();
    for (let tick = 0; tick < 100 && seen.passedAt === undefined; tick++) await Promise.resolve();
    expect({ stepMs, hasPassed: seen.passedAt !== undefined }).toEqual({ stepMs, hasPassed: true });
  }
});
