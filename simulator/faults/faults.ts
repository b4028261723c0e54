import { type Random, seededRandom } from "../random.js";
import { checkedFault } from "./check.js";
import { type EffectName, effectOf, type Fault } from "./fault.js";

/** A fault that is switched on. */
export interface ActiveFault {
  id: number;
  fault: Fault;
  /** How many calls it has hit. */
  hits: number;
}

interface Entry extends ActiveFault {
  /** Each fault has random numbers of its own, so that other faults do not change which calls it hits. */
  random: Random;
  matched: number;
}

/** What a fault does to the call it was taken for. */
export interface Taken {
  id: number;
  fault: Fault;
  random: Random;
}

/** The effects that replace the answer or its delivery: at most one of them hits a call. */
const ANSWERS: ReadonlySet<EffectName> = new Set([
  "refuse",
  "status",
  "reset",
  "half",
  "broken_json",
  "content_type",
  "slow",
  "restart",
]);

/** These follow a write, so that reads do not use them up. */
const AFTER_WRITES: ReadonlySet<EffectName> = new Set(["stale", "lock", "busy"]);

/** The faults that are on, however they were switched on: by code, a file or a control request. */
export class Faults {
  #entries: Entry[] = [];
  #lastId = 0;

  constructor(private readonly seed: string) {}

  /** Switches a fault on for the next matching call, or for the next `times`. Returns the id to switch it off by. */
  next(fault: Fault): number {
    return this.add({ ...fault, times: fault.times ?? 1 });
  }

  /** Switches a fault on until it is removed. Returns the id to remove it by. Throws when the fault is malformed. */
  add(fault: Fault): number {
    const id = ++this.#lastId;
    const random = seededRandom(`${this.seed}/fault/${id}`);
    this.#entries.push({ id, fault: checkedFault({ ...fault }), hits: 0, matched: 0, random });
    return id;
  }

  /** Returns whether there was a fault with this id. */
  remove(id: number): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  clear(): void {
    this.#entries = [];
  }

  list(): ActiveFault[] {
    return this.#entries.map(({ id, fault, hits }) => ({ id, fault: { ...fault }, hits }));
  }

  /** The faults that hit this call, in the order they were switched on. Counts the hit. */
  take(method: string, object: string, writes: boolean): Taken[] {
    if (this.#entries.length === 0) return [];
    const taken: Taken[] = [];
    let answered = false;
    for (const entry of [...this.#entries]) {
      const effect = effectOf(entry.fault);
      const answers = ANSWERS.has(effect);
      if (AFTER_WRITES.has(effect) && !writes) continue;
      if ((answers && answered) || !matches(entry.fault, method, object)) continue;
      if (!this.#hits(entry)) continue;
      answered ||= answers;
      taken.push(entry);
    }
    return taken;
  }

  #hits(entry: Entry): boolean {
    const { skip = 0, share, times } = entry.fault;
    if (entry.matched++ < skip) return false;
    if (share !== undefined && entry.random() >= share) return false;
    entry.hits++;
    if (times !== undefined && entry.hits >= times) this.remove(entry.id);
    return true;
  }
}

function matches(fault: Fault, method: string, object: string): boolean {
  return (
    (fault.method === undefined || fault.method === method) &&
    (fault.object === undefined || fault.object.toLowerCase() === object.toLowerCase())
  );
}
