import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hermeticEnv } from "../../../scripts/engine/hermetic-env.mts";
import type { Simulator } from "../../../simulator/index.js";
import { killTree } from "./kill-tree.mts";

/** Right before a call: it never arrives. Right after: it is carried out, and its answer never arrives. */
export type Phase = "before" | "after";

export interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** The part of the simulator that is the same type for the campaign, which has the built one, and for tests. */
export type Service = Pick<Simulator, "url" | "admin" | "call" | "onCall" | "snapshot" | "restore"> & {
  readonly requests: Pick<Simulator["requests"], "entries" | "clear">;
};

/** Where the built package and the engine are. */
export interface Place {
  readonly repository: string;
  readonly engineFolder: string;
}

/** A stack on the real engine, and the service that it talks to, both of which can be put back to where they were. */
export class KilledStack {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-oma-kill-"));
  readonly #state = join(this.folder, ".state");
  readonly #environment: NodeJS.ProcessEnv;
  readonly #repository: string;
  readonly service: Service;
  #kept = 0;

  private constructor(service: Service, { repository, engineFolder }: Place, variables: Record<string, string>) {
    this.service = service;
    this.#repository = repository;
    mkdirSync(this.#state);
    const packages = join(this.folder, "node_modules");
    mkdirSync(packages);
    symlinkSync(repository, join(packages, "pulumi-oma"));
    symlinkSync(join(repository, "node_modules/@pulumi"), join(packages, "@pulumi"));
    // Without a compiler of TypeScript, the many runs of a campaign start much faster.
    this.#write("Pulumi.yaml", "name: killed\nruntime: { name: nodejs, options: { typescript: false } }\n");
    this.#write("package.json", '{ "name": "killed", "private": true, "main": "index.js" }\n');
    this.#environment = {
      ...hermeticEnv({
        inherited: process.env,
        stateFolder: this.#state,
        pulumiHome: join(this.folder, ".home"),
        passphrase: "of the campaign",
        engineFolder,
        nodeFolder: dirname(process.execPath),
      }),
      ...variables,
    };
  }

  /** @param variables settings in the environment: those of the service's admin when left out. */
  static async create(service: Service, place: Place, variables = accountOf(service)): Promise<KilledStack> {
    const stack = new KilledStack(service, place, variables);
    await stack.pulumi("stack", "init", "dev");
    return stack;
  }

  program(body: string): void {
    this.#write("index.js", `const oma = require("pulumi-oma");\n${body}\n`);
  }

  pulumi(...command: string[]): Promise<Run> {
    return ended(this.#start(command));
  }

  up(...flags: string[]): Promise<Run> {
    return this.pulumi("up", "--yes", "--skip-preview", ...flags);
  }

  oma(...command: string[]): Promise<Run> {
    return ended(this.#spawn(process.execPath, [join(this.#repository, "dist/cli/oma.js"), ...command]));
  }

  /**
   * Runs a command of the engine and kills it, with the provider's host, at the boundary of a call.
   *
   * @param call which: the first call of the run is 1; or a method, with an object or without, for the first call of it.
   * @returns the call that it was killed at; undefined when the run made no such call, and came to its end.
   */
  async killAt(phase: Phase, call: number | string, ...command: string[]): Promise<string | undefined> {
    const child = this.#start([...command, "--yes", "--skip-preview"]);
    const run = ended(child);
    let killedAt: string | undefined;
    let first: number | undefined;
    const unhook = this.service.onCall(({ number, phase: at, method, object }) => {
      first ??= number;
      const isNamed = [method, `${method} ${object}`].includes(String(call));
      const isWanted = isNamed || number - first + 1 === call;
      if (killedAt !== undefined || at !== phase || !isWanted) return;
      killedAt = `${method} ${object}`.trim();
      killTree(child.pid as number);
      // What is still on its way through the service does not go on, as if it had never been sent.
      if (phase === "before") this.service.restore(this.service.snapshot());
    });
    await run;
    unhook();
    return killedAt;
  }

  /**
   * Does what an operator does first: takes the lock of the run that was killed away, since nobody else uses the stack. And where
   * the kill fell into a write of the engine's file backend, an empty file of attributes makes the state unreadable: away too.
   */
  async unlock(): Promise<void> {
    const folder = join(this.#state, ".pulumi/stacks/killed");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".attrs"))) {
      if (statSync(join(folder, name)).size === 0) rmSync(join(folder, name));
    }
    await this.pulumi("cancel", "--yes");
  }

  /** Remembers the service and the engine's state; gives what puts both back. */
  keep(): () => void {
    this.#kept += 1;
    const copy = join(this.folder, `.kept-${this.#kept}`);
    cpSync(this.#state, copy, { recursive: true });
    const snapshot = this.service.snapshot();
    return () => {
      rmSync(this.#state, { recursive: true });
      cpSync(copy, this.#state, { recursive: true });
      this.service.restore(snapshot);
      this.service.requests.clear();
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(command: readonly string[]): ChildProcess {
    return this.#spawn("pulumi", [...command, "--non-interactive", "--color", "never"]);
  }

  #spawn(file: string, args: readonly string[]): ChildProcess {
    return spawn(file, args, { cwd: this.folder, env: this.#environment, stdio: ["ignore", "pipe", "pipe"] });
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }
}

function accountOf({ url, admin }: Service): Record<string, string> {
  return { OMA_ENDPOINT: url, OMA_USER: admin.user, OMA_PASSWORD: admin.password };
}

function ended(child: ChildProcess): Promise<Run> {
  return new Promise((settle, fail) => {
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", fail);
    child.on("close", (code) => settle({ code, output }));
  });
}
