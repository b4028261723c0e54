/**
 * An error that the engine shows once, at its resource.
 *
 * The host tells the engine of every error. Those of check, diff, read and delete it prints to standard error as well, with
 * class and stack, and the engine shows those lines at the stack (read in cmd/dynamic-provider of @pulumi/pulumi 3.270). What
 * it prints of this error is empty, and {@link printNothingEmpty} drops that.
 */
export class ShownOnce extends Error {
  /** @param message ready to print. */
  constructor(message: string) {
    super(message);
    this.stack = "";
  }

  override toString(): string {
    return "";
  }
}

const empty = new ShownOnce("");
/** What the host prints of an error, and what is left of it here. */
const nothing = `${empty}: ${empty.stack}`;

/** Lets a console print everything but what the host makes of a {@link ShownOnce}. */
export function printNothingEmpty(console: Pick<Console, "error">): void {
  const print = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    if (words.length !== 1 || words[0] !== nothing) print(...words);
  };
}
