/** Ends the command with one line for the person who called it, and without a stack. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  /** 1: the simulator cannot run. */
  readonly exitCode: number = 1;
}

/** The arguments make no sense. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
  override readonly exitCode = 2;
}
