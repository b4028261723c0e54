/** Objects that are still being worked on after a write. */
export class BusyObjects {
  readonly #until = new Map<string, number>();

  mark(object: string, until: number): void {
    this.#until.set(object.toLowerCase(), until);
  }

  has(object: string, now: number): boolean {
    const until = this.#until.get(object.toLowerCase());
    if (until === undefined) return false;
    if (now < until) return true;
    this.#until.delete(object.toLowerCase());
    return false;
  }

  clear(): void {
    this.#until.clear();
  }
}
