import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { hermeticEnv } from "../engine/index.mts";

/** Runs the engine on one project, with its state in a folder of its own. */
export class Engine {
  private readonly environment: NodeJS.ProcessEnv;
  private readonly project: string;
  private child: ChildProcess | undefined;

  constructor(project: string, folder: string, account: Readonly<Record<string, string>>) {
    const engineFolder = process.env.PULUMI_OMA_ENGINE;
    if (engineFolder === undefined) throw new Error("PULUMI_OMA_ENGINE is not set: run this through npm start");
    const stateFolder = join(folder, "state");
    mkdirSync(stateFolder);
    this.project = project;
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

  /** Runs a command whose output is for the person in front of the screen. */
  async show(...command: string[]): Promise<void> {
    await this.spawn(command, "inherit");
  }

  stop(): void {
    this.child?.kill("SIGTERM");
  }

  private spawn(command: readonly string[], output: "pipe" | "inherit"): Promise<void> {
    return new Promise((settle, fail) => {
      const child = spawn("pulumi", [...command, "--non-interactive"], {
        cwd: this.project,
        env: this.environment,
        stdio: ["ignore", output, output],
      });
      this.child = child;
      let kept = "";
      child.stdout?.on("data", (chunk) => (kept += chunk));
      child.stderr?.on("data", (chunk) => (kept += chunk));
      child.on("error", fail);
      child.on("close", (code) => {
        this.child = undefined;
        if (code === 0) settle();
        else fail(new Error(`pulumi ${command[0]} ended with ${code}\n${kept}`));
      });
    });
  }
}
