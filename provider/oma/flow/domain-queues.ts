import type { Clock } from "../../time.js";

interface Lane {
  busy: boolean;
  readonly waiting: (() => void)[];
  /** Pause after a write that met a lock. */
  gapMs: number;
  opensAt: number;
  /** Somebody sleeps until the lane opens. */
  waking: boolean;
}

export interface Pauses {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/**
 * Writes that touch one domain, one at a time and in the order of their arrival: OMA locks what it provisions (25, 22). A
 * write that meets a lock all the same (another process, or the console) closes its lane for a while that doubles each time.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly pauses: Pauses,
    private readonly time: Clock,
  ) {}

  /** @returns undefined when the lane was free, and is now taken. */
  enter(domain: string): Promise<void> | undefined {
    const lane = this.#lane(domain);
    if (!lane.busy && lane.opensAt <= this.time.now()) {
      lane.busy = true;
      return undefined;
    }
    const turn = new Promise<void>((resolve) => lane.waiting.push(resolve));
    this.#next(domain, lane);
    return turn;
  }

  leave(domain: string, metLock: boolean): void {
    const lane = this.#lane(domain);
    lane.busy = false;
    const { firstPauseMs, longestPauseMs } = this.pauses;
    lane.gapMs = metLock ? Math.min(longestPauseMs, Math.max(firstPauseMs, lane.gapMs * 2)) : 0;
    lane.opensAt = metLock ? this.time.now() + lane.gapMs : 0;
    if (!metLock && lane.waiting.length === 0) this.#lanes.delete(domain);
    this.#next(domain, lane);
  }

  #lane(domain: string): Lane {
    const known = this.#lanes.get(domain);
    if (known !== undefined) return known;
    const lane: Lane = { busy: false, waiting: [], gapMs: 0, opensAt: 0, waking: false };
    this.#lanes.set(domain, lane);
    return lane;
  }

  #next(domain: string, lane: Lane): void {
    if (lane.busy || lane.waking || lane.waiting.length === 0) return;
    const closedFor = lane.opensAt - this.time.now();
    if (closedFor > 0) {
      lane.waking = true;
      void this.time.sleep(closedFor).then(() => {
        lane.waking = false;
        this.#next(domain, lane);
      });
      return;
    }
    lane.busy = true;
    lane.waiting.shift()?.();
  }
}
