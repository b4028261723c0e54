import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engineEnvironment } from "./engine-environment.js";

const repository = resolve(__dirname, "../../..");

/** What one run of the engine came to. */
export interface Run {
  readonly code: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** A Pulumi project in a folder of its own, run by the real engine. */
export class Stack {
  readonly folder = mkdtempSync(join(tmpdir(), "pulumi-oma-test-"));
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(variables: Readonly<Record<string, string>>) {
    this.environment = engineEnvironment(this.folder, variables);
  }

  /** @param variables environment of the engine, such as OMA_ENDPOINT. */
  static async create(variables: Readonly<Record<string, string>>): Promise<Stack> {
    const stack = new Stack(variables);
    const packages = join(stack.folder, "node_modules");
    mkdirSync(packages);
    symlinkSync(repository, join(packages, "pulumi-oma"));
    symlinkSync(join(repository, "node_modules/@pulumi"), join(packages, "@pulumi"));
    stack.write("Pulumi.yaml", "name: tenant\nruntime: nodejs\n");
    stack.write("package.json", '{ "name": "tenant", "private": true, "main": "index.js" }\n');
    await stack.succeed("stack", "init", "dev");
    return stack;
  }

  /** Replaces the program: the body of a JavaScript module in which `oma` and `pulumi` are at hand. */
  program(body: string): this {
    this.write("index.js", `const pulumi = require("@pulumi/pulumi");\nconst oma = require("pulumi-oma");\n${body}\n`);
    return this;
  }

  /** Sets variables of the environment of later runs; undefined removes one. */
  variables(changes: Readonly<Record<string, string | undefined>>): this {
    Object.assign(this.environment, changes);
    return this;
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  up(...flags: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...flags);
  }

  preview(...flags: string[]): Promise<Run> {
    return this.run("preview", "--diff", ...flags);
  }

  refresh(...flags: string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", ...flags);
  }

  /** The pipeline's drift check: exit code 7 tells of drift. */
  drift(): Promise<Run> {
    return this.run("refresh", "--preview-only", "--expect-no-changes", "--diff");
  }

  destroy(...flags: string[]): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview", ...flags);
  }

  /** The resources of this package that the state holds. */
  async resources(...flags: string[]): Promise<StateResource[]> {
    const { deployment } = JSON.parse(await this.export(...flags)) as { deployment: { resources?: StateResource[] } };
    return (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/oma:"));
  }

  async export(...flags: string[]): Promise<string> {
    return (await this.succeed("stack", "export", ...flags)).output;
  }

  async succeed(...command: string[]): Promise<Run> {
    const run = await this.run(...command);
    if (run.code !== 0) throw new Error(`pulumi ${command.join(" ")} ended with ${run.code}:\n${run.output}`);
    return run;
  }

  run(...command: string[]): Promise<Run> {
    return this.spawn("pulumi", [...command, "--non-interactive", "--color", "never"]);
  }

  /** Starts a command of the engine, for a test that does something to it before it ends. */
  start(...command: string[]): ChildProcess {
    const args = [...command, "--non-interactive", "--color", "never"];
    return spawn("pulumi", args, { cwd: this.folder, env: this.environment, stdio: "ignore" });
  }

  /** Runs the built `oma` command in the project's folder. */
  oma(...command: string[]): Promise<Run> {
    return this.spawn(process.execPath, [join(repository, "dist/cli/oma.js"), ...command]);
  }

  /** Runs a JavaScript module of the project's folder with Node. */
  node(module: string): Promise<Run> {
    return this.spawn(process.execPath, [module]);
  }

  private spawn(file: string, args: readonly string[]): Promise<Run> {
    return new Promise((settle, fail) => {
      const child = spawn(file, args, { cwd: this.folder, env: this.environment, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
      };
      child.stdout.on("data", collect);
      child.stderr.on("data", collect);
      child.on("error", fail);
      child.on("close", (code) => settle({ code: code ?? -1, output }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}
