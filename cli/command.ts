/** One command of `oma`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /**
   * Runs to its end, and gives the exit code.
   *
   * @throws CommandError when it cannot do what was asked.
   */
  run(args: string[]): Promise<number>;
}

/** Ends a command with a message for the person who called it, and without a stack. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";

  /** @param message what it is about, what happened, and on a line of its own what to do. Never the value of a secret. */
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
