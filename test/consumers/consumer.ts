import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engineEnvironment } from "../e2e/support/engine-environment.js";

const repository = resolve(__dirname, "../..");

/** Packs the repository as it would be published, into a folder of its own. */
export async function packed(): Promise<{ tarball: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-oma-packed-"));
  const name = await run("npm", ["pack", "--silent", "--pack-destination", folder], repository, process.env);
  return { tarball: join(folder, name.trim()), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A project of somebody else: a fixture, copied out of the repository, with the packed package installed by npm. */
export class Consumer {
  readonly project: string;
  private readonly folder: string;
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(variables: Readonly<Record<string, string>>) {
    this.folder = mkdtempSync(join(tmpdir(), "pulumi-oma-consumer-"));
    this.project = join(this.folder, "project");
    this.environment = engineEnvironment(this.folder, variables);
  }

  static async create(
    fixture: string,
    tarball: string,
    variables: Readonly<Record<string, string>>,
  ): Promise<Consumer> {
    const consumer = new Consumer(variables);
    try {
      await consumer.install(fixture, tarball);
    } catch (error) {
      consumer.remove();
      throw error;
    }
    return consumer;
  }

  private async install(fixture: string, tarball: string): Promise<void> {
    cpSync(join(__dirname, fixture), this.project, { recursive: true });
    // A real package.json in the fixture would cut its sources off from the repository's own package, and so from its type check.
    renameSync(join(this.project, "package.fixture.json"), join(this.project, "package.json"));
    copyFileSync(tarball, join(this.project, "pulumi-oma.tgz"));
    await this.run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund");
    await this.pulumi("stack", "init", "dev");
  }

  /** Runs the engine, and gives what it wrote to its standard output. */
  pulumi(...command: string[]): Promise<string> {
    return this.run("pulumi", ...command, "--non-interactive", "--color", "never");
  }

  /** Runs a command that npm has installed. */
  installed(name: string, ...args: string[]): Promise<string> {
    return this.run(join(this.project, "node_modules/.bin", name), ...args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(command: string, ...args: string[]): Promise<string> {
    return run(command, args, this.project, this.environment);
  }
}

/** A command that fails is an error with all that it wrote. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) settle(output);
      else fail(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}${errors}`));
    });
  });
}
