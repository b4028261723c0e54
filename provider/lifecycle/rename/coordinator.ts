import type { Identity, Kind } from "../../kinds/kind.js";
import type { Present } from "../object/observe.js";
import type { Clock } from "../run/context.js";
import { keyOf } from "../state/identity.js";
import type { Declared, Known } from "../state/state.js";

/** One object that this run is to rename. */
export interface Move {
  readonly kind: Kind;
  readonly known: Known;
  readonly declared: Declared;
  /** Where the object is now. */
  at: Identity;
  /** What was read of it, once its update has begun. */
  found?: Present;
  /** The name of a rename that was sent: it may have it already. */
  heads?: Identity | undefined;
  /** The name of a rename whose outcome is not known. */
  unsure?: Identity | undefined;
  /** It waits for its new name to become free. */
  waits: boolean;
  failed: boolean;
}

/** What became of a name that was waited for; the members of a circle are for the one of them that has to step aside. */
export type Outcome = "left" | "stuck" | { readonly circle: readonly Move[] };

/** Long enough for a program that is still declaring its resources, short enough to wait for an error. */
const quietMs = 3_000;

/**
 * The renames of a process, so that one can wait for the name that another is about to leave. The engine tells of them one
 * by one: with `--parallel N` it asks for no more than one diff beyond the N updates that are under way (measured with
 * 3.259), so what is not known yet may still come until every verb under way is waiting and nothing new arrives.
 */
export class Moves {
  /** By the name that the object had at the beginning. */
  readonly #moves = new Map<string, Move>();
  /** By the name that the object has now and is to leave. */
  readonly #places = new Map<string, Move>();
  readonly #left = new Set<string>();
  #busy = 0;
  #tell: () => void = () => {};
  #news!: Promise<void>;

  constructor(private readonly quiet: number = quietMs) {
    this.#renew();
  }

  /** A diff or an update has shown that an object is to be renamed. */
  note(kind: Kind, known: Known, declared: Declared): Move {
    const key = keyOf(kind, known.identity);
    const noted = this.#moves.get(key);
    if (noted !== undefined) return noted;
    const move = { kind, known, declared, at: known.identity, waits: false, failed: false };
    this.#moves.set(key, move);
    this.#places.set(key, move);
    this.#announce();
    return move;
  }

  /** Counts a verb as under way: while one is, a wait may still end well. */
  async during<T>(verb: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#announce();
    try {
      return await verb();
    } finally {
      this.#busy -= 1;
      this.#announce();
    }
  }

  /** The object has another name now. */
  went(move: Move, to: Identity): void {
    const { kind, declared, at } = move;
    this.#left.add(keyOf(kind, at));
    this.#places.delete(keyOf(kind, at));
    move.at = to;
    if (keyOf(kind, to) !== keyOf(kind, declared.identity)) this.#places.set(keyOf(kind, to), move);
    this.#announce();
  }

  /** Whether the object that has this name has come there in this process, or may have, from another one. */
  hasArrived(kind: Kind, name: Identity): boolean {
    const key = keyOf(kind, name);
    return [...this.#moves.values()].some(({ kind: other, known, at, heads }) => {
      const places = [at, ...(heads === undefined ? [] : [heads])].map((place) => keyOf(other, place));
      return keyOf(other, known.identity) !== key && places.includes(key);
    });
  }

  fail(move: Move): void {
    move.failed = true;
    this.#announce();
  }

  /** Whether an object has left this name in this process. */
  hasLeft(kind: Kind, name: Identity): boolean {
    return this.#left.has(keyOf(kind, name));
  }

  /** The object that has this name and is to leave it in this run. */
  holderOf(kind: Kind, name: Identity): Move | undefined {
    return this.#places.get(keyOf(kind, name));
  }

  /**
   * Waits for a name to be left by the object that has it.
   *
   * @param waiting the move that waits for it; undefined for a create.
   * @returns `stuck` when that cannot happen any more, or when nothing is known of it and no more news come.
   */
  async wait(kind: Kind, name: Identity, clock: Clock, waiting?: Move): Promise<Outcome> {
    if (waiting !== undefined) waiting.waits = true;
    this.#busy -= 1;
    this.#announce();
    try {
      for (;;) {
        if (this.hasLeft(kind, name)) return "left";
        if (this.holderOf(kind, name)?.failed) return "stuck";
        const circle = waiting === undefined ? [] : this.#circleOf(waiting);
        if (circle.length > 0 && first(circle) === waiting) return { circle };
        if (!(await this.#more(clock))) return "stuck";
      }
    } finally {
      if (waiting !== undefined) waiting.waits = false;
      this.#busy += 1;
      this.#announce();
    }
  }

  /** The moves that wait for one another in a circle, beginning with this one; empty when there is none. */
  #circleOf(move: Move): Move[] {
    const members: Move[] = [];
    for (let next: Move | undefined = move; next?.waits && !members.includes(next); ) {
      members.push(next);
      next = this.holderOf(next.kind, next.declared.identity);
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

  #announce(): void {
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
function first(circle: readonly Move[]): Move | undefined {
  const name = (move: Move) => move.kind.called(move.known.identity);
  return [...circle].sort((a, b) => (name(a) < name(b) ? -1 : 1))[0];
}
