import type { Identity, Kind } from "../../kinds/kind.js";
import type { Clock } from "../../time.js";
import type { Present } from "../object/observation.js";
import { isSameObject, keyOf } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";

/** One object that this run renames. */
export interface PendingRename {
  readonly kind: Kind;
  readonly state: State;
  readonly desired: Desired;
  /** Where the object is now. */
  at: Identity;
  /** The object as read, once its update has begun. */
  found?: Present;
  /** The target of a rename that was sent. The object may already have this name. */
  sentTarget?: Identity | undefined;
  /** The target of a rename whose outcome is unknown. */
  uncertainTarget?: Identity | undefined;
  /** Whether it waits for its new name to become free. */
  isWaiting: boolean;
  failed: boolean;
  /** When it left its name in state, in UNIX seconds. */
  leftAt?: number;
}

/** Whether the object is renamed in place. */
export function isRenamed(kind: Kind, state: Desired, desired: Desired): boolean {
  const [from, to] = [state.identity, desired.identity];
  return !isSameObject(kind, from, to) && kind.verbs.rename?.sameHome(from, to) === true;
}

/**
 * The outcome of a wait for a name. `released`: its holder has left it. `stuck`: its holder will not leave it. `circle`: the
 * renames wait for one another, and this one must take a temporary name. Only one member of a circle gets this outcome.
 */
export type WaitOutcome =
  | { readonly how: "released" }
  | { readonly how: "stuck" }
  | { readonly how: "circle"; readonly members: readonly PendingRename[] };

/** Long enough for a program that still declares resources, short enough to wait before an error. */
const quietMs = 3_000;

/**
 * The renames of a process, so that one can wait for the name that another is about to leave. The engine announces them one by
 * one: with `--parallel N` it calls at most one diff beyond the N updates that are running (measured with 3.259). So more
 * renames may come until every running verb waits and nothing new arrives.
 */
export class RenameCoordinator {
  /** By the name in state. */
  readonly #renames = new Map<string, PendingRename>();
  /** By the name that the object has now and will leave. */
  readonly #holders = new Map<string, PendingRename>();
  readonly #released = new Set<string>();
  #running = 0;
  #wake: () => void = () => {};
  #news!: Promise<void>;

  constructor(private readonly quiet: number = quietMs) {
    this.#renew();
  }

  /** Records a rename that a diff or an update has shown. */
  announce(kind: Kind, state: State, desired: Desired): PendingRename {
    const key = keyOf(kind, state.identity);
    const known = this.#renames.get(key);
    if (known !== undefined) return known;
    const pending = { kind, state, desired, at: state.identity, isWaiting: false, failed: false };
    this.#renames.set(key, pending);
    this.#holders.set(key, pending);
    this.#notify();
    return pending;
  }

  /** Counts a verb as running. While one runs, a wait may still succeed. */
  async track<T>(verb: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.#notify();
    try {
      return await verb();
    } finally {
      this.#running -= 1;
      this.#notify();
    }
  }

  /** The object has another name now. */
  recordMove(pending: PendingRename, to: Identity): void {
    const { kind, desired, at } = pending;
    this.#released.add(keyOf(kind, at));
    this.#holders.delete(keyOf(kind, at));
    pending.at = to;
    if (!isSameObject(kind, to, desired.identity)) this.#holders.set(keyOf(kind, to), pending);
    this.#notify();
  }

  /** Whether a rename of this process has given this name to an object, or may have. */
  hasArrived(kind: Kind, name: Identity): boolean {
    const key = keyOf(kind, name);
    return [...this.#renames.values()].some(({ kind: other, state, at, sentTarget }) => {
      const places = [at, ...(sentTarget === undefined ? [] : [sentTarget])].map((place) => keyOf(other, place));
      return keyOf(other, state.identity) !== key && places.includes(key);
    });
  }

  recordFailure(pending: PendingRename): void {
    pending.failed = true;
    this.#notify();
  }

  /** Whether an object has left this name in this process. */
  isReleased(kind: Kind, name: Identity): boolean {
    return this.#released.has(keyOf(kind, name));
  }

  /** The object that has this name and leaves it in this run. */
  holderOf(kind: Kind, name: Identity): PendingRename | undefined {
    return this.#holders.get(keyOf(kind, name));
  }

  /** The rename of the object that has this name in state. */
  renameOf(kind: Kind, name: Identity): PendingRename | undefined {
    return this.#renames.get(keyOf(kind, name));
  }

  /** Waits until every running verb waits and nothing new arrives. */
  async waitUntilQuiet(clock: Clock): Promise<void> {
    await this.#waitFor(() => undefined, clock);
  }

  /** Waits until a renamed object has its new name. @returns false when that can no longer happen. */
  async waitUntilArrived(pending: PendingRename, clock: Clock): Promise<boolean> {
    const hasArrived = () => isSameObject(pending.kind, pending.at, pending.desired.identity);
    await this.#waitFor(() => hasArrived() || pending.failed || undefined, clock);
    return hasArrived();
  }

  /**
   * Waits until the object that has a name leaves it.
   *
   * @param waiting the rename that waits for it; undefined for a create.
   * @returns `stuck` when that can no longer happen, or when no rename of that object is known and no more news comes.
   */
  async waitUntilReleased(kind: Kind, name: Identity, clock: Clock, waiting?: PendingRename): Promise<WaitOutcome> {
    if (waiting !== undefined) waiting.isWaiting = true;
    try {
      return (await this.#waitFor(() => this.#outcome(kind, name, waiting), clock)) ?? { how: "stuck" };
    } finally {
      if (waiting !== undefined) waiting.isWaiting = false;
      this.#notify();
    }
  }

  /** Asks again after each piece of news. @returns undefined when no more news comes. */
  async #waitFor<T>(ask: () => T | undefined, clock: Clock): Promise<T | undefined> {
    this.#running -= 1;
    this.#notify();
    try {
      for (;;) {
        const answer = ask();
        if (answer !== undefined) return answer;
        if (!(await this.#hasNews(clock))) return undefined;
      }
    } finally {
      this.#running += 1;
      this.#notify();
    }
  }

  /** @returns undefined while the name may still be released. */
  #outcome(kind: Kind, name: Identity, waiting: PendingRename | undefined): WaitOutcome | undefined {
    if (this.isReleased(kind, name)) return { how: "released" };
    if (this.holderOf(kind, name)?.failed) return { how: "stuck" };
    const members = waiting === undefined ? [] : this.#circleOf(waiting);
    return members.length > 0 && first(members) === waiting ? { how: "circle", members } : undefined;
  }

  /** The renames that wait for one another in a circle, starting with this one; empty when there is none. */
  #circleOf(pending: PendingRename): PendingRename[] {
    const members: PendingRename[] = [];
    for (let next: PendingRename | undefined = pending; next?.isWaiting && !members.includes(next); ) {
      members.push(next);
      next = this.holderOf(next.kind, next.desired.identity);
      if (next === pending) return members;
    }
    return [];
  }

  async #hasNews(clock: Clock): Promise<boolean> {
    const news = this.#news.then(() => true);
    if (this.#running > 0) return news;
    const isNews = await Promise.race([news, clock.sleep(this.quiet).then(() => false)]);
    // A waiting rename may have continued meanwhile, and may take longer than the quiet.
    return isNews || this.#running > 0;
  }

  #notify(): void {
    this.#wake();
    this.#renew();
  }

  #renew(): void {
    this.#news = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** The member that steps aside. Every member must come to the same answer. */
function first(circle: readonly PendingRename[]): PendingRename | undefined {
  const name = ({ kind, state }: PendingRename) => kind.displayName(state.identity);
  return [...circle].sort((a, b) => (name(a) < name(b) ? -1 : 1))[0];
}
