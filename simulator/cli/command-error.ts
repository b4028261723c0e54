/** Ends the command with one line for the person who called it, and without a stack. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";

  constructor(
    message: string,
    /** 1: the simulator cannot run. */
    readonly exitCode: number = 1,
  ) {
    super(message);
  }
}

/** The arguments make no sense. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";

  constructor(message: string) {
    super(message, 2);
  }
}
