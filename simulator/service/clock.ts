/** The time the service goes by: soft-delete windows, the life of tokens, the times it writes down. */
export class Clock {
  #ahead = 0;

  /** `base`: milliseconds, the real time unless a test brings its own. `moved` is told of every step. */
  constructor(
    private readonly base: () => number,
    private readonly moved: () => void,
  ) {}

  readonly now = (): number => this.base() + this.#ahead;

  /** How far it was moved. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Moves it forward, by milliseconds. */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError("The clock goes forward only: give milliseconds from 0");
    this.#ahead += ms;
    this.moved();
  }

  /** As far ahead as it was when a state was kept. */
  set(ahead: number): void {
    this.#ahead = ahead;
  }
}
