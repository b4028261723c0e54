/** The time of the service: it decides on soft deletes and tokens, and stamps changes. */
export class Clock {
  #ahead = 0;

  /** `base`: milliseconds since 1970. `moved` is called after every step. */
  constructor(
    private readonly base: () => number,
    private readonly moved: () => void,
  ) {}

  readonly now = (): number => this.base() + this.#ahead;

  /** How far it was moved, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Moves it forward by milliseconds. Throws a RangeError for less than 0. */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError("The clock moves only forward: give milliseconds from 0");
    this.#ahead += ms;
    this.moved();
  }

  /** Sets how far it is ahead, as a stored state says. */
  set(ahead: number): void {
    this.#ahead = ahead;
  }
}
