import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Run, run } from "../../scripts/engine/run.mts";
import type { Surroundings } from "../../scripts/engine/surroundings.mts";
import type { Sites } from "../../scripts/engine/ways/download-site.mts";
import { PULUMI } from "../../scripts/engine/ways/programs.mts";
import { BUILT_PULUMI } from "../../scripts/engine/ways/versions.mts";

/** A machine of temporary folders, on which a fake program is a file that holds its version. */
export class FakeMachine {
  readonly root = mkdtempSync(join(tmpdir(), "fake-machine-"));
  readonly bin = this.folder("bin");
  readonly cache = join(this.root, "cache", "pulumi-oma", "engine");
  readonly progress: string[] = [];
  readonly said: string[] = [];
  readonly ran: string[] = [];
  env: NodeJS.ProcessEnv = { PATH: this.bin, XDG_CACHE_HOME: join(this.root, "cache") };
  /** Nobody listens there. */
  sites: Sites = { archives: "http://127.0.0.1:9", checksums: "http://127.0.0.1:9" };
  goVersion: string | undefined;
  onBuild: (program: string) => Promise<void> | void = () => {};

  folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  put(folder: string, name: string, version = ""): void {
    writeFileSync(join(folder, name), version);
    chmodSync(join(folder, name), 0o755);
  }

  times(command: string): number {
    return this.ran.filter((line) => line.startsWith(command)).length;
  }

  readonly run: Run = async (command, args, options) => {
    this.ran.push([basename(command), ...args].join(" "));
    if (basename(command) === PULUMI) return `v${readFileSync(command, "utf8")}\n`;
    if (command === "go" && this.goVersion !== undefined) {
      if (args[0] === "env") return `go${this.goVersion}\n`;
      const target = args[args.indexOf("-o") + 1] ?? "";
      this.put(join(target, ".."), basename(target), BUILT_PULUMI);
      await this.onBuild(basename(target));
      return "";
    }
    if (command === "tar") return run(command, args, { ...options, env: process.env });
    throw new Error(`spawn ${command} ENOENT`);
  };

  surroundings(signal?: AbortSignal): Surroundings {
    return {
      env: this.env,
      run: this.run,
      sites: this.sites,
      progress: (text) => {
        this.progress.push(text);
        return () => {};
      },
      say: (line) => this.said.push(line),
      signal,
    };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
