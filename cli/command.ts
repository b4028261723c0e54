/** One command of `oma`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Runs to its end, and gives the exit code. */
  run(args: string[]): Promise<number>;
}
