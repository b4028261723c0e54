import { type Load, Pace } from "../../../../provider/oma/flow/adaptive-limiter.js";
import { VirtualTime } from "../support/virtual-time.js";

const pauses = { firstPauseMs: 500, longestPauseMs: 30_000 };

/** A service with room for so many calls at once, each of which takes so long; above that it refuses at once. */
function service(time: VirtualTime, room: number, latencyMs: (running: number) => number) {
  const seen = { running: 0, most: 0, refused: 0, done: [] as string[] };
  const call = async (pace: Pace, domain = ""): Promise<void> => {
    const turn = await pace.enter(domain);
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    const isRefused = seen.running > room;
    if (isRefused) seen.refused += 1;
    await time.sleep(isRefused ? 1 : latencyMs(seen.running));
    seen.running -= 1;
    pace.leave(turn, isRefused ? "overloaded" : "fine");
    if (isRefused) return call(pace, domain);
    seen.done.push(domain);
  };
  return { seen, call };
}

const many = (count: number, call: (n: number) => Promise<void>) =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)));

test("no more calls run at once than the ceiling, and no fewer where there are enough", async () => {
  const time = new VirtualTime();
  const { seen, call } = service(time, 100, () => 100);
  const pace = new Pace(16, pauses, time);
  await time.until(many(160, () => call(pace)));
  expect(seen.most).toBe(16);
  expect(time.now()).toBe(1000);
});

test("a service with less room is given nearly what it can take, and few calls more", async () => {
  const time = new VirtualTime();
  const { seen, call } = service(time, 8, () => 100);
  const pace = new Pace(16, pauses, time);
  await time.until(many(2000, () => call(pace)));
  expect((2000 / 8) * 100).toBeGreaterThan(0.9 * time.now());
  expect(seen.refused / 2000).toBeLessThan(0.03);
});

test("a service that gets its room back is given more again", async () => {
  const time = new VirtualTime();
  const pace = new Pace(16, pauses, time);
  const poor = service(time, 4, () => 100);
  await time.until(many(400, () => poor.call(pace)));
  expect(pace.limit).toBeLessThanOrEqual(5);
  const rich = service(time, 100, () => 100);
  await time.until(many(1000, () => rich.call(pace)));
  expect(pace.limit).toBe(16);
});

test("a service that gets slower the more it has to do gets less to do", async () => {
  const time = new VirtualTime();
  const pace = new Pace(16, pauses, time);
  const calm = service(time, 100, () => 200);
  await time.until(many(400, () => calm.call(pace)));
  expect(pace.limit).toBe(16);
  const slow = service(time, 100, (running) => running * 200);
  await time.until(many(60, () => slow.call(pace)));
  expect(pace.limit).toBeLessThan(12);
});

test.each<[string, (n: number) => number]>([
  ["that only vary", (n) => 300 + 100 * (n % 7)],
  ["among which a few stand out", (n) => (n % 25 === 24 ? 1500 : 300)],
])("latencies %s change nothing at any time", async (_, latencyMs) => {
  const time = new VirtualTime();
  const pace = new Pace(16, pauses, time);
  const limits = new Set<number>();
  let n = 0;
  const varying = service(time, 100, () => {
    limits.add(pace.limit);
    n += 1;
    return latencyMs(n - 1);
  });
  await time.until(many(500, () => varying.call(pace)));
  expect([...limits]).toEqual([16]);
});

test("a fast service that becomes a little less fast is not taken for a slow one", async () => {
  const time = new VirtualTime();
  const pace = new Pace(16, pauses, time);
  const fast = service(time, 100, () => 2);
  await time.until(many(200, () => fast.call(pace)));
  const less = service(time, 100, () => 40);
  await time.until(many(200, () => less.call(pace)));
  expect(pace.limit).toBe(16);
});

/** How often single calls are sent to a service that refuses all of them, for so long. */
async function refusedFor(ms: number, holdMs?: number): Promise<number[]> {
  const time = new VirtualTime();
  const pace = new Pace(4, pauses, time);
  const sent: number[] = [];
  const keepTrying = async () => {
    while (time.now() < ms) {
      const turn = await pace.enter("");
      sent.push(time.now());
      await time.sleep(1);
      pace.leave(turn, "overloaded", holdMs);
    }
  };
  await time.until(many(50, keepTrying));
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

test("one call that goes well ends the growing gaps", async () => {
  const time = new VirtualTime();
  const pace = new Pace(1, pauses, time);
  const one = async (load: Load) => pace.leave(await pace.enter(""), load);
  const run = (load: Load) => time.until(one(load));
  for (let n = 0; n < 5; n++) await run("overloaded");
  await run("fine");
  await run("overloaded");
  const before = time.now();
  await run("fine");
  expect(time.now() - before).toBe(pauses.firstPauseMs);
});

test.each<Load>(["fine", "contended", "silent"])(
  "after a call that is %s, single calls go without gaps",
  async (load) => {
    const time = new VirtualTime();
    const pace = new Pace(1, pauses, time);
    for (let n = 0; n < 5; n++) pace.leave(await time.until(Promise.resolve(pace.enter(""))), load);
    expect(time.slept).toEqual([]);
  },
);

test("nobody who waits, nobody who is woken; and one waking for all who wait", async () => {
  const time = new VirtualTime();
  const pace = new Pace(1, pauses, time);
  pace.leave(await pace.enter(""), "overloaded");
  expect(time.slept).toEqual([]);
  const waiting = ["a", "b", "a"].map(async (domain) => pace.leave(await pace.enter(domain), "fine"));
  expect(time.slept).toEqual([pauses.firstPauseMs]);
  await time.until(Promise.all(waiting));
});

test("domains take turns: one with a thousand calls does not keep one with three waiting", async () => {
  const time = new VirtualTime();
  const { seen, call } = service(time, 100, () => 100);
  const pace = new Pace(4, pauses, time);
  await time.until(Promise.all([many(1000, () => call(pace, "big")), many(3, () => call(pace, "small"))]));
  expect(seen.done.lastIndexOf("small")).toBeLessThan(15);
});

test("within a domain, calls keep their order", async () => {
  const time = new VirtualTime();
  const pace = new Pace(1, pauses, time);
  const order: number[] = [];
  const call = async (n: number) => {
    const turn = await pace.enter("example.com");
    order.push(n);
    await time.sleep(1);
    pace.leave(turn, "fine");
  };
  await time.until(many(20, call));
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test("the refusals of one round shrink the number once", async () => {
  const time = new VirtualTime();
  const pace = new Pace(16, pauses, time);
  const turns = await Promise.all(Array.from({ length: 16 }, () => pace.enter("")));
  for (const turn of turns) pace.leave(turn, "contended");
  expect(pace.limit).toBe(12);
});

test("a call without an answer changes nothing", async () => {
  const time = new VirtualTime();
  const pace = new Pace(2, pauses, time);
  for (let n = 0; n < 10; n++) pace.leave(await pace.enter(""), "silent");
  expect(pace.limit).toBe(2);
  pace.leave(await pace.enter(""), "contended");
  for (let n = 0; n < 50; n++) pace.leave(await pace.enter(""), "silent");
  expect(pace.limit).toBe(1);
});

test.each(Array.from({ length: 10 }, (_, nth) => (nth + 1) / 10))(
  "a call that waits for a gap is let in, though the clock goes on from look to look and wakes it %d ms early",
  async (earlyMs) => {
    let now = 0;
    const time = {
      now: () => {
        now += 0.15;
        return now;
      },
      sleep: async (ms: number) => {
        now += Math.max(0, ms - earlyMs);
      },
    };
    const pace = new Pace(1, pauses, time as never);
    pace.leave(await pace.enter("a"), "overloaded");
    let isIn = false;
    void Promise.resolve(pace.enter("a")).then(() => {
      isIn = true;
    });
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    expect(isIn).toBe(true);
  },
);
