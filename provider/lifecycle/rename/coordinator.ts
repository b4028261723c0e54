import type { Identity, Kind } from "../../kinds/kind.js";
import type { Clock } from "../../time.js";
import type { Present } from "../object/observe.js";
import { keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/** One object that this run is to rename. */
export interface PendingRename {
  readonly kind: Kind;
  readonly state: State;
  readonly desired: Desired;
  /** Where the object is now. */
  at: Identity;
  /** What was read of it, once its update has begun. */
  found?: Present;
  /** The name of a rename that was sent: it may have it already. */
  sentTarget?: Identity | undefined;
  /** The name of a rename whose outcome is not known. */
  uncertainTarget?: Identity | undefined;
  /** It waits for its new name to become free. */
  isWaiting: boolean;
  failed: boolean;
}

/** What became of a name that was waited for; the members of a circle are for the one of them that has to step aside. */
export type WaitOutcome = "left" | "stuck" | { readonly circle: readonly PendingRename[] };

/** Long enough for a program that is still declaring its resources, short enough to wait for an error. */
const quietMs = 3_000;

/**
 * The renames of a process, so that one can wait for the name that another is about to leave. The engine tells of them one
 * by one: with `--parallel N` it asks for no more than one diff beyond the N updates that are under way (measured with
 * 3.259), so what is not known yet may still come until every verb under way is waiting and nothing new arrives.
 */
export class RenameCoordinator {
  /** By the name that the object had at the beginning. */
  readonly #moves = new Map<string, PendingRename>();
  /** By the name that the object has now and is to leave. */
  readonly #places = new Map<string, PendingRename>();
  readonly #left = new Set<string>();
  #busy = 0;
  #tell: () => void = () => {};
  #news!: Promise<void>;

  constructor(private readonly quiet: number = quietMs) {
    this.#renew();
  }

  /** A diff or an update has shown that an object is to be renamed. */
  announce(kind: Kind, state: State, desired: Desired): PendingRename {
    const key = keyOf(kind, state.identity);
    const noted = this.#moves.get(key);
    if (noted !== undefined) return noted;
    const move = { kind, state, desired, at: state.identity, isWaiting: false, failed: false };
    this.#moves.set(key, move);
    this.#places.set(key, move);
    this.#notify();
    return move;
  }

  /** Counts a verb as under way: while one is, a wait may still end well. */
  async track<T>(verb: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#notify();
    try {
      return await verb();
    } finally {
      this.#busy -= 1;
      this.#notify();
    }
  }

  /** The object has another name now. */
  recordMove(move: PendingRename, to: Identity): void {
    const { kind, desired, at } = move;
    this.#left.add(keyOf(kind, at));
    this.#places.delete(keyOf(kind, at));
    move.at = to;
    if (keyOf(kind, to) !== keyOf(kind, desired.identity)) this.#places.set(keyOf(kind, to), move);
    this.#notify();
  }

  /** Whether the object that has this name has come there in this process, or may have, from another one. */
  hasArrived(kind: Kind, name: Identity): boolean {
    const key = keyOf(kind, name);
    return [...this.#moves.values()].some(({ kind: other, state, at, sentTarget: heads }) => {
      const places = [at, ...(heads === undefined ? [] : [heads])].map((place) => keyOf(other, place));
      return keyOf(other, state.identity) !== key && places.includes(key);
    });
  }

  recordFailure(move: PendingRename): void {
    move.failed = true;
    this.#notify();
  }

  /** Whether an object has left this name in this process. */
  isReleased(kind: Kind, name: Identity): boolean {
    return this.#left.has(keyOf(kind, name));
  }

  /** The object that has this name and is to leave it in this run. */
  holderOf(kind: Kind, name: Identity): PendingRename | undefined {
    return this.#places.get(keyOf(kind, name));
  }

  /**
   * Waits for a name to be left by the object that has it.
   *
   * @param waiting the move that waits for it; undefined for a create.
   * @returns `stuck` when that cannot happen any more, or when nothing is known of it and no more news come.
   */
  async waitUntilReleased(kind: Kind, name: Identity, clock: Clock, waiting?: PendingRename): Promise<WaitOutcome> {
    if (waiting !== undefined) waiting.isWaiting = true;
    this.#busy -= 1;
    this.#notify();
    try {
      for (;;) {
        if (this.isReleased(kind, name)) return "left";
        if (this.holderOf(kind, name)?.failed) return "stuck";
        const circle = waiting === undefined ? [] : this.#circleOf(waiting);
        if (circle.length > 0 && first(circle) === waiting) return { circle };
        if (!(await this.#more(clock))) return "stuck";
      }
    } finally {
      if (waiting !== undefined) waiting.isWaiting = false;
      this.#busy += 1;
      this.#notify();
    }
  }

  /** The moves that wait for one another in a circle, beginning with this one; empty when there is none. */
  #circleOf(move: PendingRename): PendingRename[] {
    const members: PendingRename[] = [];
    for (let next: PendingRename | undefined = move; next?.isWaiting && !members.includes(next); ) {
      members.push(next);
      next = this.holderOf(next.kind, next.desired.identity);
      if (next === move) return members;
    }
    return [];
  }

  async #more(clock: Clock): Promise<boolean> {
    const news = this.#news.then(() => true);
    if (this.#busy > 0) return news;
    const isNews = await Promise.race([news, clock.sleep(this.quiet).then(() => false)]);
    // One that waited may have gone on meanwhile, and its rename take longer than the quiet.
    return isNews || this.#busy > 0;
  }

  #notify(): void {
    this.#tell();
    this.#renew();
  }

  #renew(): void {
    this.#news = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }
}

/** Every member has to come to the same answer. */
function first(circle: readonly PendingRename[]): PendingRename | undefined {
  const name = (move: PendingRename) => move.kind.displayName(move.state.identity);
  return [...circle].sort((a, b) => (name(a) < name(b) ? -1 : 1))[0];
}
