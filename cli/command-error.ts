/** Ends a command with one line for the person who called it, and without a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** What was typed makes no sense. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, 2);
  }
}
