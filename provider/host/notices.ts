/** A move of a whole domain would fill the screen. */
const mostShown = 5;

/**
 * Tells the operator something in the engine's output, once per run. The host has no way to the messages of a resource: it does
 * not pass on its URN. The engine shows the standard error of the host at the stack, so each notice names its object.
 */
export class Notices {
  readonly #shown = new Set<string>();

  constructor(private readonly write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)) {}

  show(notice: string): void {
    if (this.#shown.has(notice)) return;
    this.#shown.add(notice);
    if (this.#shown.size <= mostShown) this.write(notice);
    if (this.#shown.size === mostShown + 1) this.write("The same holds for more objects, which are shown as replaced.");
  }
}
