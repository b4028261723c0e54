import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { hermeticEnv } from "../engine/index.mts";
import { EngineFailed } from "./engine-failed.mts";

/** An interrupted engine finishes the calls that it has begun. One that takes longer than this hangs. */
const PATIENCE_MS = 15_000;

/** Runs the engine on one project, with its state in a folder of its own. */
export class Engine {
  private readonly environment: NodeJS.ProcessEnv;
  private readonly project: string;
  private readonly stop: AbortSignal;

  /** @param stop interrupts the running command and all later ones. */
  constructor(project: string, folder: string, account: Readonly<Record<string, string>>, stop: AbortSignal) {
    const engineFolder = process.env.PULUMI_OMA_ENGINE;
    if (engineFolder === undefined) throw new EngineFailed("PULUMI_OMA_ENGINE is not set. Run npm start.");
    const stateFolder = join(folder, "state");
    mkdirSync(stateFolder);
    this.project = project;
    this.stop = stop;
    this.environment = {
      ...hermeticEnv({
        inherited: process.env,
        stateFolder,
        pulumiHome: join(folder, "home"),
        passphrase: "of the quick start",
        engineFolder,
        nodeFolder: dirname(process.execPath),
      }),
      ...account,
    };
  }

  /** Runs a command and shows its output only when it fails. */
  async run(...command: string[]): Promise<void> {
    await this.spawn(command, "pipe");
  }

  /** Runs a command and shows its output. */
  async show(...command: string[]): Promise<void> {
    await this.spawn(command, "inherit");
  }

  /** Runs a command that is to be refused, and shows its output. */
  async showRefused(...command: string[]): Promise<void> {
    const failure = await this.show(...command).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) throw new EngineFailed(`pulumi ${command[0]} was not refused`);
    if (!(failure instanceof EngineFailed)) throw failure;
  }

  private spawn(command: readonly string[], output: "pipe" | "inherit"): Promise<void> {
    this.stop.throwIfAborted();
    return new Promise((settle, fail) => {
      const child = spawn("pulumi", [...command, "--non-interactive"], {
        cwd: this.project,
        env: this.environment,
        stdio: ["ignore", output, output],
        // Out of the terminal's reach: a second Ctrl-C makes Pulumi stop at once and leave its plugins running.
        detached: true,
      });
      const kept: Buffer[] = [];
      child.stdout?.on("data", (chunk: Buffer) => kept.push(chunk));
      child.stderr?.on("data", (chunk: Buffer) => kept.push(chunk));
      const interrupt = () => endInOrder(child);
      this.stop.addEventListener("abort", interrupt);
      child.on("error", (error) => fail(new EngineFailed(`pulumi could not be started: ${error.message}`)));
      child.on("close", (code, signal) => {
        this.stop.removeEventListener("abort", interrupt);
        if (this.stop.aborted) fail(this.stop.reason);
        else if (code === 0) settle();
        else fail(new EngineFailed(`${Buffer.concat(kept)}pulumi ${command[0]} ended with ${signal ?? code}`));
      });
    });
  }
}

function endInOrder(child: ChildProcess): void {
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  child.once("close", () => clearTimeout(timer));
}
