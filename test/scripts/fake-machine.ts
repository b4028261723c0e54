import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Surroundings } from "../../scripts/engine/ensure.mts";
import type { Run } from "../../scripts/engine/run.mts";
import { LANGUAGE_HOST, PULUMI } from "../../scripts/engine/ways/programs.mts";
import { BUILT_PULUMI, DOWNLOADED_PULUMI } from "../../scripts/engine/ways/versions.mts";

/** A machine of temporary folders, on which a fake program is a file that holds its version. */
export class FakeMachine {
  readonly root = mkdtempSync(join(tmpdir(), "fake-machine-"));
  readonly bin = this.folder("bin");
  readonly cache = join(this.root, "cache", "pulumi-oma", "engine");
  readonly progress: string[] = [];
  readonly said: string[] = [];
  readonly ran: string[] = [];
  env: NodeJS.ProcessEnv = { PATH: this.bin, XDG_CACHE_HOME: join(this.root, "cache") };
  siteAnswers = false;
  goVersion: string | undefined;
  onBuild: (program: string) => Promise<void> | void = () => {};
  onDownload: () => void = () => {};

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

  readonly run: Run = async (command, args, { env }) => {
    this.ran.push([basename(command), ...args].join(" "));
    if (basename(command) === PULUMI) return `v${readFileSync(command, "utf8")}\n`;
    if (command === "go" && this.goVersion !== undefined) {
      if (args[0] === "env") return `go${this.goVersion}\n`;
      const target = args[args.indexOf("-o") + 1] ?? "";
      this.put(join(target, ".."), basename(target), BUILT_PULUMI);
      await this.onBuild(basename(target));
      return "";
    }
    if (command === "npx") {
      this.onDownload();
      const release = join(env.PULUMI_HOME ?? "", "versions", DOWNLOADED_PULUMI, "bin");
      mkdirSync(release, { recursive: true });
      this.put(release, PULUMI, DOWNLOADED_PULUMI);
      this.put(release, LANGUAGE_HOST, DOWNLOADED_PULUMI);
      return "";
    }
    throw new Error(`spawn ${command} ENOENT`);
  };

  surroundings(signal?: AbortSignal): Surroundings {
    return {
      env: this.env,
      run: this.run,
      siteAnswers: async () => this.siteAnswers,
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
