import { kinds } from "../../../../provider/kinds/index.js";
import {
  type PendingRename,
  RenameCoordinator,
  type WaitOutcome,
} from "../../../../provider/lifecycle/rename/coordinator.js";
import type { Desired } from "../../../../provider/lifecycle/state/state.js";
import type { Clock } from "../../../../provider/time.js";

// Nothing here waits for anything but other promises.
jest.setTimeout(2_000);

const at = (local: string) => ({ user: `${local}@example.com` });
const called = (local: string): Desired => ({
  identity: at(local),
  attributes: {},
  fingerprints: {},
  sources: {},
  options: {},
});

/** A clock whose time is over when the test says so. */
function patience(): Clock & { end: () => void; asked: () => number } {
  const sleepers: (() => void)[] = [];
  let asked = 0;
  return {
    now: () => 0,
    date: () => 0,
    random: () => 0,
    sleep: () => {
      asked += 1;
      return new Promise((wake) => sleepers.push(wake));
    },
    end: () => {
      for (const wake of sleepers.splice(0)) wake();
    },
    asked: () => asked,
  };
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function setUp() {
  const moves = new RenameCoordinator();
  const clock = patience();
  const note = (from: string, to: string) => moves.announce(kinds.User, { ...called(from), computed: {} }, called(to));
  const wait = (local: string, waiting?: PendingRename) =>
    moves.waitUntilReleased(kinds.User, at(local), clock, waiting);
  return { moves, clock, note, wait };
}

/** What a wait has come to so far. */
function watched(wait: Promise<WaitOutcome>): () => WaitOutcome | "waits" {
  let outcome: WaitOutcome | "waits" = "waits";
  void wait.then((value) => {
    outcome = value;
  });
  return () => outcome;
}

test("a move is noted once: the update goes on with what the diff has noted", () => {
  const { note } = setUp();
  expect(note("a", "b")).toBe(note("a", "b"));
  expect(note("b", "c")).not.toBe(note("a", "b"));
});

test("an object holds its name until it has another one, and one that steps aside holds that name too", () => {
  const { moves, note } = setUp();
  const holder = (local: string) => moves.holderOf(kinds.User, at(local));
  const left = (local: string) => moves.isReleased(kinds.User, at(local));
  const move = note("a", "b");
  expect([holder("a"), holder("b"), left("a")]).toEqual([move, undefined, false]);
  expect(moves.holderOf(kinds.Domain, { domain: "a@example.com" })).toBeUndefined();
  moves.recordMove(move, at("aside"));
  expect([holder("a"), holder("aside"), left("a"), left("aside")]).toEqual([undefined, move, true, false]);
  expect(move.at).toEqual(at("aside"));
  moves.recordMove(move, at("b"));
  expect([holder("aside"), holder("b"), left("aside"), left("b")]).toEqual([undefined, undefined, true, false]);
});

test("an object that has come to a name has arrived there, also while its rename is under way; one that never left has not", () => {
  const { moves, note } = setUp();
  const arrived = () => ["a", "b", "c"].map((local) => moves.hasArrived(kinds.User, at(local)));
  const move = note("a", "b");
  note("c", "d");
  expect(arrived()).toEqual([false, false, false]);
  move.sentTarget = at("b");
  expect(arrived()).toEqual([false, true, false]);
  move.sentTarget = undefined;
  expect(arrived()).toEqual([false, false, false]);
  moves.recordMove(move, at("b"));
  expect(arrived()).toEqual([false, true, false]);
  expect(moves.hasArrived(kinds.Domain, { domain: "b@example.com" })).toBe(false);
});

test("an object that stepped aside and came back has not arrived at its own name", () => {
  const { moves, note } = setUp();
  const move = note("a", "b");
  moves.recordMove(move, at("aside"));
  expect(moves.hasArrived(kinds.User, at("aside"))).toBe(true);
  moves.recordMove(move, at("a"));
  expect([moves.hasArrived(kinds.User, at("a")), moves.hasArrived(kinds.User, at("aside"))]).toEqual([false, false]);
});

test("a name that was left already is not waited for", async () => {
  const { moves, note, wait, clock } = setUp();
  moves.recordMove(note("a", "b"), at("b"));
  expect(await wait("a")).toEqual({ how: "released" });
  expect(clock.asked()).toBe(0);
});

test("a wait ends when the name is left", async () => {
  const { moves, note, wait } = setUp();
  const move = note("a", "b");
  const outcome = watched(wait("a"));
  await settled();
  expect(outcome()).toBe("waits");
  moves.recordMove(move, at("b"));
  await settled();
  expect(outcome()).toEqual({ how: "released" });
});

test("a wait ends when the object stays for good", async () => {
  const { moves, note, wait } = setUp();
  const move = note("a", "b");
  const outcome = watched(wait("a"));
  await settled();
  moves.recordFailure(move);
  await settled();
  expect(outcome()).toEqual({ how: "stuck" });
});

test("a wait for a name of which nothing is known ends when nothing new arrives", async () => {
  const { wait, clock } = setUp();
  const outcome = watched(wait("x"));
  await settled();
  expect(outcome()).toBe("waits");
  clock.end();
  await settled();
  expect(outcome()).toEqual({ how: "stuck" });
});

test("news make it wait on", async () => {
  const { note, wait, clock } = setUp();
  const outcome = watched(wait("x"));
  await settled();
  note("a", "b");
  await settled();
  expect([outcome(), clock.asked()]).toEqual(["waits", 2]);
  clock.end();
  await settled();
  expect(outcome()).toEqual({ how: "stuck" });
});

test("while a verb is under way, time does not end a wait; the end of the last one lets it", async () => {
  const { moves, wait, clock } = setUp();
  let finish = () => {};
  const verb = moves.track(() => new Promise<string>((done) => (finish = () => done("done"))));
  const waiting = moves.track(() => wait("x"));
  const outcome = watched(waiting);
  await settled();
  expect(clock.asked()).toBe(0);
  finish();
  expect(await verb).toBe("done");
  await settled();
  expect([outcome(), clock.asked()]).toEqual(["waits", 1]);
  clock.end();
  expect(await waiting).toEqual({ how: "stuck" });
});

test("a verb that waited for a name is under way again once it has it", async () => {
  const { moves, note, wait, clock } = setUp();
  moves.recordMove(note("a", "b"), at("b"));
  void moves.track(async () => {
    await wait("a");
    await new Promise(() => {});
  });
  await settled();
  watched(moves.track(() => wait("x")));
  await settled();
  expect(clock.asked()).toBe(0);
});

test("a verb that fails is over too", async () => {
  const { moves, wait, clock } = setUp();
  await expect(moves.track(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  const outcome = watched(moves.track(() => wait("x")));
  await settled();
  clock.end();
  await settled();
  expect(outcome()).toEqual({ how: "stuck" });
});

test("time that is over counts for nothing when one that waited has gone on meanwhile", async () => {
  const { moves, note, wait, clock } = setUp();
  const move = note("a", "b");
  const outcome = watched(moves.track(() => wait("a")));
  await settled();
  let finish = () => {};
  clock.end();
  const verb = moves.track(() => new Promise<void>((done) => (finish = done)));
  await settled();
  expect(outcome()).toBe("waits");
  moves.recordMove(move, at("b"));
  finish();
  await verb;
  await settled();
  expect(outcome()).toEqual({ how: "released" });
});

describe("moves that wait for one another", () => {
  test("in a circle: the first by its name is told, whoever came last, and the others wait on", async () => {
    for (const order of ["abc", "bca", "cba"]) {
      const { note, wait } = setUp();
      const moves = new Map(["ab", "bc", "ca"].map(([from = "", to = ""]) => [from, note(from, to)]));
      const outcomes = new Map<string, () => WaitOutcome | "waits">();
      for (const from of order) {
        const move = moves.get(from) as PendingRename;
        const to = move.desired.identity.user?.[0] as string;
        outcomes.set(from, watched(wait(to, move)));
        await settled();
      }
      expect([outcomes.get("b")?.(), outcomes.get("c")?.()]).toEqual(["waits", "waits"]);
      expect(outcomes.get("a")?.()).toEqual({
        how: "circle",
        members: [moves.get("a"), moves.get("b"), moves.get("c")],
      });
    }
  });

  test("in a chain are no circle", async () => {
    const { note, wait } = setUp();
    const [one, two] = [note("a", "b"), note("b", "c")];
    note("c", "d");
    const outcomes = [watched(wait("b", one)), watched(wait("c", two))];
    await settled();
    expect(outcomes.map((outcome) => outcome())).toEqual(["waits", "waits"]);
  });

  test("before a circle are no part of it", async () => {
    const { note, wait } = setUp();
    const before = note("0", "a");
    const [one, two] = [note("a", "b"), note("b", "a")];
    const outcomes = [watched(wait("a", before)), watched(wait("b", one)), watched(wait("a", two))];
    await settled();
    expect(outcomes.map((outcome) => outcome())).toEqual(["waits", { how: "circle", members: [one, two] }, "waits"]);
  });

  test("are a circle only when all of them wait", async () => {
    const { note, wait } = setUp();
    const one = note("a", "b");
    note("b", "a");
    const outcome = watched(wait("b", one));
    await settled();
    expect([outcome(), one.isWaiting]).toEqual(["waits", true]);
  });

  test("do not wait any more once they were told", async () => {
    const { moves, note, wait } = setUp();
    const [one, two] = [note("a", "b"), note("b", "c")];
    const outcome = watched(wait("b", one));
    moves.recordMove(two, at("c"));
    await settled();
    expect([outcome(), one.isWaiting]).toEqual([{ how: "released" }, false]);
  });
});
