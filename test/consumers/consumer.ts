import { spawn } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { engineEnvironment } from "../e2e/support/engine-environment.js";

const repository = resolve(__dirname, "../..");

/** Packs a package of the repository as it would be published, into a folder of its own. */
export async function packed(source = "."): Promise<{ tarball: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "oma-packed-"));
  const name = await run(
    "npm",
    ["pack", "--silent", "--pack-destination", folder],
    join(repository, source),
    process.env,
  );
  return { tarball: join(folder, name.trim()), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A project of somebody else: a fixture, copied out of the repository, with the packed package installed by npm. */
export class Consumer {
  readonly project: string;
  private readonly folder: string;
  protected environment: NodeJS.ProcessEnv = process.env;

  protected constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "oma-consumer-"));
    this.project = join(this.folder, "project");
  }

  static async create(fixture: string, tarball: string): Promise<Consumer> {
    const consumer = new Consumer();
    await consumer.prepared(() => consumer.install(fixture, tarball));
    return consumer;
  }

  /** Leaves nothing behind when the project cannot be made ready. */
  protected async prepared(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** `package.json` of the fixture names the package as `file:package.tgz`. */
  protected async install(fixture: string, tarball: string): Promise<void> {
    cpSync(join(__dirname, fixture), this.project, { recursive: true });
    // A real package.json in the fixture would cut its sources off from the repository's own package, and so from its type check.
    renameSync(join(this.project, "package.fixture.json"), join(this.project, "package.json"));
    copyFileSync(tarball, join(this.project, "package.tgz"));
    await this.run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund");
  }

  /** Takes in the files of an example of the repository. */
  takeExample(name: string): void {
    cpSync(join(repository, "examples", name), this.project, { recursive: true });
  }

  /** Adds another packed package to the project. */
  async add(tarball: string): Promise<void> {
    await this.run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", tarball);
  }

  /** Runs a command that npm has installed, and gives what it wrote to its standard output. */
  installed(name: string, ...args: string[]): Promise<string> {
    return this.run(join(this.project, "node_modules/.bin", name), ...args);
  }

  /** Runs a file of the project. */
  node(file: string): Promise<string> {
    return this.run(process.execPath, file);
  }

  has(name: string): boolean {
    return existsSync(join(this.project, "node_modules", name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  protected run(command: string, ...args: string[]): Promise<string> {
    return run(command, args, this.project, this.environment);
  }
}

/** A project with a stack named `dev`. */
export class PulumiConsumer extends Consumer {
  private constructor(variables: Readonly<Record<string, string>>) {
    super();
    this.environment = engineEnvironment(dirname(this.project), variables);
  }

  static async withStack(
    fixture: string,
    tarball: string,
    variables: Readonly<Record<string, string>>,
  ): Promise<PulumiConsumer> {
    const consumer = new PulumiConsumer(variables);
    await consumer.prepared(async () => {
      await consumer.install(fixture, tarball);
      await consumer.pulumi("stack", "init", "dev");
    });
    return consumer;
  }

  /** Runs the engine, and gives what it wrote to its standard output. */
  pulumi(...command: string[]): Promise<string> {
    return this.run("pulumi", ...command, "--non-interactive", "--color", "never");
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
