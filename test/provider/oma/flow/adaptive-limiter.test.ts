import { AdaptiveLimiter } from "../../../../provider/oma/flow/adaptive-limiter.js";
import type { Outcome } from "../../../../provider/oma/flow/outcome.js";
import { restlessClock, VirtualClock } from "../support/virtual-clock.js";

const pauses = { firstPauseMs: 500, longestPauseMs: 30_000 };

/** A service with room for so many calls at once, each of which takes so long; above that it refuses at once. */
function service(clock: VirtualClock, room: number, latencyMs: (running: number) => number) {
  const seen = { running: 0, most: 0, refused: 0, done: [] as string[] };
  const call = async (limiter: AdaptiveLimiter, domain = ""): Promise<void> => {
    const permit = await limiter.acquire(domain);
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    const isRefused = seen.running > room;
    if (isRefused) seen.refused += 1;
    await clock.sleep(isRefused ? 1 : latencyMs(seen.running));
    seen.running -= 1;
    limiter.release(permit, isRefused ? "overloaded" : "served");
    if (isRefused) return call(limiter, domain);
    seen.done.push(domain);
  };
  return { seen, call };
}

const many = (count: number, call: (n: number) => Promise<void>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));

test("no more calls run at once than the ceiling, and no fewer where there are enough", async () => {
  const clock = new VirtualClock();
  const { seen, call } = service(clock, 100, () => 100);
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  await clock.until(many(160, () => call(limiter)));
  expect(seen.most).toBe(16);
  expect(clock.now()).toBe(1000);
});

test("a service with less room is given nearly what it can take, and few calls more", async () => {
  const clock = new VirtualClock();
  const { seen, call } = service(clock, 8, () => 100);
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  await clock.until(many(2000, () => call(limiter)));
  expect((2000 / 8) * 100).toBeGreaterThan(0.9 * clock.now());
  expect(seen.refused / 2000).toBeLessThan(0.03);
});

test("a service that gets its room back is given more again", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  const poor = service(clock, 4, () => 100);
  await clock.until(many(400, () => poor.call(limiter)));
  expect(limiter.limit).toBeLessThanOrEqual(5);
  const rich = service(clock, 100, () => 100);
  await clock.until(many(1000, () => rich.call(limiter)));
  expect(limiter.limit).toBe(16);
});

test("a service that gets slower the more it has to do gets less to do", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  const calm = service(clock, 100, () => 200);
  await clock.until(many(400, () => calm.call(limiter)));
  expect(limiter.limit).toBe(16);
  const slow = service(clock, 100, (running) => running * 200);
  await clock.until(many(60, () => slow.call(limiter)));
  expect(limiter.limit).toBeLessThan(12);
});

test.each<[string, (n: number) => number]>([
  ["that only vary", (n) => 300 + 100 * (n % 7)],
  ["among which a few stand out", (n) => (n % 25 === 24 ? 1500 : 300)],
])("latencies %s change nothing at any time", async (_, latencyMs) => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  const limits = new Set<number>();
  let n = 0;
  const varying = service(clock, 100, () => {
    limits.add(limiter.limit);
    n += 1;
    return latencyMs(n - 1);
  });
  await clock.until(many(500, () => varying.call(limiter)));
  expect([...limits]).toEqual([16]);
});

test("a fast service that becomes a little less fast is not taken for a slow one", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  const fast = service(clock, 100, () => 2);
  await clock.until(many(200, () => fast.call(limiter)));
  const less = service(clock, 100, () => 40);
  await clock.until(many(200, () => less.call(limiter)));
  expect(limiter.limit).toBe(16);
});

/** How often single calls are sent to a service that refuses all of them, for so long. */
async function refusedFor(ms: number, holdMs?: number): Promise<number[]> {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(4, pauses, clock);
  const sent: number[] = [];
  const keepTrying = async () => {
    while (clock.now() < ms) {
      const permit = await limiter.acquire("");
      sent.push(clock.now());
      await clock.sleep(1);
      limiter.release(permit, "overloaded", holdMs);
    }
  };
  await clock.until(many(50, keepTrying));
  return sent;
}

test("a service that refuses single calls is asked less and less often, whatever the number of callers", async () => {
  const sent = (await refusedFor(300_000)).filter((at) => at < 300_000);
  expect(sent.length).toBeLessThan(40);
  const gaps = sent.slice(1).map((at, n) => at - (sent[n] as number));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(pauses.longestPauseMs + 2);
  expect(Math.max(...gaps)).toBeGreaterThanOrEqual(pauses.longestPauseMs);
});

test("when the service says how long to wait, everybody does", async () => {
  const [first, ...rest] = await refusedFor(10_000, 5000);
  expect(first).toBe(0);
  expect(rest.filter((at) => at > 1 && at < 5000)).toEqual([]);
});

test("one call that the service serves ends the growing gaps", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(1, pauses, clock);
  const one = async (outcome: Outcome) => limiter.release(await limiter.acquire(""), outcome);
  const run = (outcome: Outcome) => clock.until(one(outcome));
  for (let n = 0; n < 5; n++) await run("overloaded");
  await run("served");
  await run("overloaded");
  const before = clock.now();
  await run("served");
  expect(clock.now() - before).toBe(pauses.firstPauseMs);
});

test.each<Outcome>(["served", "contended", "unanswered"])(
  "after a call that is %s, single calls go without gaps",
  async (outcome) => {
    const clock = new VirtualClock();
    const limiter = new AdaptiveLimiter(1, pauses, clock);
    for (let n = 0; n < 5; n++) limiter.release(await clock.until(Promise.resolve(limiter.acquire(""))), outcome);
    expect(clock.slept).toEqual([]);
  },
);

test("nobody who waits, nobody who is woken; and one waking for all who wait", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(1, pauses, clock);
  limiter.release(await limiter.acquire(""), "overloaded");
  expect(clock.slept).toEqual([]);
  const waiting = ["a", "b", "a"].map(async (domain) => limiter.release(await limiter.acquire(domain), "served"));
  expect(clock.slept).toEqual([pauses.firstPauseMs]);
  await clock.until(Promise.all(waiting));
});

test("domains take turns: one with a thousand calls does not keep one with three waiting", async () => {
  const clock = new VirtualClock();
  const { seen, call } = service(clock, 100, () => 100);
  const limiter = new AdaptiveLimiter(4, pauses, clock);
  await clock.until(Promise.all([many(1000, () => call(limiter, "big")), many(3, () => call(limiter, "small"))]));
  expect(seen.done.lastIndexOf("small")).toBeLessThan(15);
});

test("within a domain, calls keep their order", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(1, pauses, clock);
  const order: number[] = [];
  const call = async (n: number) => {
    const permit = await limiter.acquire("example.com");
    order.push(n);
    await clock.sleep(1);
    limiter.release(permit, "served");
  };
  await clock.until(many(20, call));
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test("the refusals of one round shrink the number once", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(16, pauses, clock);
  const permits = await Promise.all(Array.from({ length: 16 }, () => limiter.acquire("")));
  for (const permit of permits) limiter.release(permit, "contended");
  expect(limiter.limit).toBe(12);
});

test("a call without an answer changes nothing", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(2, pauses, clock);
  for (let n = 0; n < 10; n++) limiter.release(await limiter.acquire(""), "unanswered");
  expect(limiter.limit).toBe(2);
  limiter.release(await limiter.acquire(""), "contended");
  for (let n = 0; n < 50; n++) limiter.release(await limiter.acquire(""), "unanswered");
  expect(limiter.limit).toBe(1);
});

test.each(Array.from({ length: 10 }, (_, nth) => (nth + 1) / 10))(
  "a call that waits for the gate is let in, though the clock goes on between readings and wakes it %d ms early",
  async (earlyMs) => {
    const limiter = new AdaptiveLimiter(1, pauses, restlessClock(earlyMs));
    limiter.release(await limiter.acquire("a"), "overloaded");
    let isIn = false;
    void Promise.resolve(limiter.acquire("a")).then(() => {
      isIn = true;
    });
    for (let tick = 0; tick < 100; tick++) await Promise.resolve();
    expect(isIn).toBe(true);
  },
);

test("a call that comes as the gate opens goes behind those that have waited", async () => {
  const clock = new VirtualClock();
  const limiter = new AdaptiveLimiter(1, pauses, clock);
  const order: string[] = [];
  const call = async (name: string) => {
    const permit = await limiter.acquire("a");
    order.push(name);
    limiter.release(permit, name === "first" ? "overloaded" : "served");
  };
  await call("first");
  const waiting = call("waiting");
  clock.advance(pauses.firstPauseMs);
  const late = call("late");
  await clock.until(Promise.all([waiting, late]));
  expect(order).toEqual(["first", "waiting", "late"]);
});
