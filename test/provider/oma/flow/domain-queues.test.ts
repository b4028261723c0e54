import { Lanes } from "../../../../provider/oma/flow/domain-queues.js";
import { VirtualTime } from "../support/virtual-time.js";

const pauses = { firstPauseMs: 500, longestPauseMs: 4000 };

async function write(lanes: Lanes, time: VirtualTime, domain: string, met = false, log: number[] = []): Promise<void> {
  await lanes.enter(domain);
  log.push(time.now());
  await time.sleep(100);
  lanes.leave(domain, met);
}

test("writes to one domain go one at a time, in the order of their arrival", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  const begun: number[] = [];
  await time.until(Promise.all(Array.from({ length: 5 }, () => write(lanes, time, "a.example", false, begun))));
  expect(begun).toEqual([0, 100, 200, 300, 400]);
});

test("writes to different domains do not wait for each other", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  await time.until(Promise.all(Array.from({ length: 5 }, (_, n) => write(lanes, time, `${n}.example`))));
  expect(time.now()).toBe(100);
});

test("a lock closes the lane for a while that doubles up to the longest pause, and for nobody else", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  const begun: number[] = [];
  await time.until(Promise.all(Array.from({ length: 6 }, () => write(lanes, time, "a.example", true, begun))));
  expect(begun.slice(1).map((at, n) => at - (begun[n] as number))).toEqual([600, 1100, 2100, 4100, 4100]);
  const before = time.now();
  await time.until(write(lanes, time, "b.example"));
  expect(time.now() - before).toBe(100);
});

test("a write that comes while the lane is closed waits until it opens", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  await time.until(write(lanes, time, "a.example", true));
  const begun: number[] = [];
  await time.until(write(lanes, time, "a.example", false, begun));
  expect(begun).toEqual([600]);
});

test("one write that meets no lock opens the lane for good", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  await time.until(write(lanes, time, "a.example", true));
  await time.until(write(lanes, time, "a.example"));
  const begun: number[] = [];
  const now = time.now();
  await time.until(
    Promise.all([write(lanes, time, "a.example", true, begun), write(lanes, time, "a.example", false, begun)]),
  );
  expect(begun).toEqual([now, now + 600]);
});

test("one waking is enough for all who wait for a closed lane", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  await time.until(write(lanes, time, "a.example", true));
  time.slept.length = 0;
  const writing = Promise.all([1, 2, 3].map(() => write(lanes, time, "a.example")));
  expect(time.slept).toEqual([pauses.firstPauseMs]);
  await time.until(writing);
});

test("a write that comes while one from the queue runs waits for it", async () => {
  const time = new VirtualTime();
  const lanes = new Lanes(pauses, time);
  const begun: number[] = [];
  const late = async () => {
    await time.sleep(150);
    await write(lanes, time, "a.example", false, begun);
  };
  const early = [0, 1].map(() => write(lanes, time, "a.example", false, begun));
  await time.until(Promise.all([...early, late()]));
  expect(begun).toEqual([0, 100, 200]);
});
