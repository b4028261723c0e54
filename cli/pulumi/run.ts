import { type ExecFileException, execFile } from "node:child_process";
import { CommandError } from "../command.js";

/** Why `pulumi` gave no result. */
export type PulumiFailure =
  | { readonly reason: "not found" }
  | {
      readonly reason: "failed";
      /** Its words without flags, such as `stack export`. */
      readonly command: string;
      /** Undefined when it could not be started, or was stopped. */
      readonly exitCode: number | undefined;
      /** What it printed to standard error, or else to standard output; how it ended when it printed nothing. */
      readonly message: string;
      /** What it printed to standard output. */
      readonly output: string;
    };

/** What a run of `pulumi` came to: its standard output, or why there is none. */
export type PulumiRun =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly failure: PulumiFailure };

export interface RunSettings {
  /** Come after the command; no failure repeats them. */
  readonly flags?: readonly string[];
  /** Standard input. */
  readonly input?: string;
  /** How long it may take, in milliseconds; without end when left out. */
  readonly timeoutMs?: number;
}

/**
 * Runs the engine's own command line in this folder. It asks the person nothing, and looks for no newer release.
 *
 * @param command its words, such as `stack export`.
 */
export function runPulumi(
  command: readonly string[],
  { flags = [], input = "", timeoutMs = 0 }: RunSettings = {},
): Promise<PulumiRun> {
  // A preview that is streamed is no single JSON text.
  const env = {
    ...process.env,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "false",
  };
  const options = { env, timeout: timeoutMs, maxBuffer: Number.POSITIVE_INFINITY };
  return new Promise((resolve) => {
    const child = execFile("pulumi", [...command, ...flags, "--non-interactive"], options, (error, stdout, stderr) => {
      if (error === null) resolve({ ok: true, output: stdout });
      else resolve({ ok: false, failure: failureOf(command, error, stdout, stderr) });
    });
    // A pulumi that fails at once does not read its input; its exit code tells of that.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** The longest that a question may take which runs no program. */
const questionMs = 30_000;

/** Asks the engine something that it answers without running a program. */
export function askPulumi(command: readonly string[], flags: readonly string[] = []): Promise<PulumiRun> {
  return runPulumi(command, { flags, timeoutMs: questionMs });
}

/** For the person who called the command. */
export function describeFailure(failure: PulumiFailure): string {
  return failure.reason === "not found"
    ? "pulumi was not found on the PATH\nInstall it, or add its folder to the PATH: https://www.pulumi.com/docs/install"
    : `pulumi ${failure.command} failed: ${failure.message}`;
}

/** @throws CommandError that says why there is no output. */
export function outputOf(run: PulumiRun): string {
  if (run.ok) return run.output;
  throw new CommandError(describeFailure(run.failure));
}

function failureOf(
  command: readonly string[],
  error: ExecFileException,
  output: string,
  errors: string,
): PulumiFailure {
  const { code, killed, signal } = error;
  if (code === "ENOENT") return { reason: "not found" };
  const exitCode = typeof code === "number" ? code : undefined;
  const ending = killed ? "it did not answer in time" : `it ended with ${code ?? signal}`;
  return {
    reason: "failed",
    command: command.join(" "),
    exitCode,
    message: errors.trim() || output.trim() || ending,
    output,
  };
}
