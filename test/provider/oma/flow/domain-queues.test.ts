import { DomainQueues } from "../../../../provider/oma/flow/domain-queues.js";
import { restlessClock, VirtualClock } from "../support/virtual-clock.js";

const pauses = { firstPauseMs: 500, longestPauseMs: 4000 };

async function write(
  queues: DomainQueues,
  clock: VirtualClock,
  domain: string,
  met = false,
  log: number[] = [],
): Promise<void> {
  await queues.acquire(domain);
  log.push(clock.now());
  await clock.sleep(100);
  queues.release(domain, met);
}

test("writes to one domain go one at a time, in the order of their arrival", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  const begun: number[] = [];
  await clock.until(Promise.all(Array.from({ length: 5 }, () => write(queues, clock, "a.example", false, begun))));
  expect(begun).toEqual([0, 100, 200, 300, 400]);
});

test("a write that need not wait goes at once, one that must gets a promise", async () => {
  const queues = new DomainQueues(pauses, new VirtualClock());
  expect(queues.acquire("a.example")).toBeUndefined();
  const second = queues.acquire("a.example");
  expect(second).toBeInstanceOf(Promise);
  queues.release("a.example", false);
  await second;
});

test("writes to different domains do not wait for each other", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  await clock.until(Promise.all(Array.from({ length: 5 }, (_, n) => write(queues, clock, `${n}.example`))));
  expect(clock.now()).toBe(100);
});

test("a lock closes the queue for a while that doubles up to the longest pause, and for nobody else", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  const begun: number[] = [];
  await clock.until(Promise.all(Array.from({ length: 6 }, () => write(queues, clock, "a.example", true, begun))));
  expect(begun.slice(1).map((at, n) => at - (begun[n] as number))).toEqual([600, 1100, 2100, 4100, 4100]);
  const before = clock.now();
  await clock.until(write(queues, clock, "b.example"));
  expect(clock.now() - before).toBe(100);
});

test("a write that comes while the queue is closed waits until it opens", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  await clock.until(write(queues, clock, "a.example", true));
  const begun: number[] = [];
  await clock.until(write(queues, clock, "a.example", false, begun));
  expect(begun).toEqual([600]);
});

test("one write that meets no lock opens the queue for good", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  await clock.until(write(queues, clock, "a.example", true));
  await clock.until(write(queues, clock, "a.example"));
  const begun: number[] = [];
  const now = clock.now();
  await clock.until(
    Promise.all([write(queues, clock, "a.example", true, begun), write(queues, clock, "a.example", false, begun)]),
  );
  expect(begun).toEqual([now, now + 600]);
});

test("a write that meets no lock makes the next pause the first again, though others wait", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  const begun: number[] = [];
  const locks = [true, true, false, true, false];
  await clock.until(Promise.all(locks.map((met) => write(queues, clock, "a.example", met, begun))));
  expect(begun.slice(1).map((at, n) => at - (begun[n] as number))).toEqual([600, 1100, 100, 600]);
});

test("one waking is enough for all who wait for a closed queue", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  await clock.until(write(queues, clock, "a.example", true));
  clock.slept.length = 0;
  const writing = Promise.all([1, 2, 3].map(() => write(queues, clock, "a.example")));
  expect(clock.slept).toEqual([pauses.firstPauseMs]);
  await clock.until(writing);
});

test("a write that comes while one from the queue runs waits for it", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  const begun: number[] = [];
  const late = async () => {
    await clock.sleep(150);
    await write(queues, clock, "a.example", false, begun);
  };
  const early = [0, 1].map(() => write(queues, clock, "a.example", false, begun));
  await clock.until(Promise.all([...early, late()]));
  expect(begun).toEqual([0, 100, 200]);
});

test("a write that comes as the queue opens goes behind those that have waited", async () => {
  const clock = new VirtualClock();
  const queues = new DomainQueues(pauses, clock);
  const order: string[] = [];
  const write = async (name: string, met = false) => {
    await queues.acquire("a.example");
    order.push(name);
    queues.release("a.example", met);
  };
  await write("first", true);
  const waiting = write("waiting");
  clock.advance(pauses.firstPauseMs);
  const late = write("late");
  await clock.until(Promise.all([waiting, late]));
  expect(order).toEqual(["first", "waiting", "late"]);
});

test.each(Array.from({ length: 10 }, (_, nth) => (nth + 1) / 10))(
  "a write that waits for the gate is let in, though the clock goes on between readings and wakes it %d ms early",
  async (earlyMs) => {
    const queues = new DomainQueues(pauses, restlessClock(earlyMs));
    await queues.acquire("a.example");
    queues.release("a.example", true);
    let isIn = false;
    void Promise.resolve(queues.acquire("a.example")).then(() => {
      isIn = true;
    });
    for (let tick = 0; tick < 100; tick++) await Promise.resolve();
    expect(isIn).toBe(true);
  },
);
