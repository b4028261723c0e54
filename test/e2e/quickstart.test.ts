import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";

// All of these write .quickstart/ and Pulumi.quickstart.yaml in the repository, so they are in one file, one after the other.

const repository = resolve(__dirname, "../..");

/** In the environment of every process that a run starts, however deep; PULUMI_* and OMA_* would not get through. */
const MARK = "QUICKSTART_TEST_RUN";

class Run {
  readonly mark = randomUUID();
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly exitCode: Promise<number | null>;
  leftAtExit: string[] | undefined;
  stdout = "";
  stderr = "";

  constructor(args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, args, {
      cwd: repository,
      env: { ...process.env, ...variables, [MARK]: this.mark },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.exitCode = new Promise((settle, fail) => {
      this.child.on("error", fail);
      // Standard output may stay open in a helper that outlives the run.
      this.child.on("exit", () => {
        this.leftAtExit = this.processes();
      });
      this.child.on("close", settle);
    });
  }

  /** Resolves once standard output holds these words. */
  shows(words: string): Promise<void> {
    return new Promise((settle, fail) => {
      this.child.stdout.on("data", () => {
        if (this.stdout.includes(words)) settle();
      });
      void this.exitCode.then((code) => fail(new Error(`ended with ${code} before ${words}:\n${this.all}`)));
    });
  }

  get all(): string {
    return this.stdout + this.stderr;
  }

  /** What of this run is still there, as command lines. */
  processes(): string[] {
    return processesWith(`${MARK}=${this.mark}`);
  }
}

/** As npm start does. */
function quickstart(): Run {
  return new Run(["scripts/setup.mjs", "--engine", "--", "scripts/quickstart/index.mts"]);
}

test.each(["a", "another"])("%s run ends with what the service holds, no calls for no change, no drift", async () => {
  const run = quickstart();
  const code = await run.exitCode;
  expect({ code, all: run.all }).toEqual({ code: 0, all: expect.any(String) });
  expect(run.stdout).toMatch(/^company +Lakeside Demo Mail +spamlevel High$/m);
  expect(run.stdout).toMatch(/^brand +Lakeside Blue +1 domain$/m);
  expect(run.stdout).toMatch(/^domain +lakeside\.example\.com +brand Lakeside Blue, at most 25 users$/m);
  expect(run.stdout).toMatch(/^mailbox +ann\.moreau@lakeside\.example\.com +Ann Moreau$/m);
  expect(run.stdout).toMatch(/^mailbox +ben\.okafor@lakeside\.example\.com +Ben Okafor$/m);
  expect(run.stdout).toMatch(/^forward +sales@lakeside\.example\.com +to ann\.moreau@.*, ben\.okafor@/m);
  expect(run.stdout).toMatch(/^OMA calls of the first up: [1-9]\d*; of the second: 0\.$/m);
  expect(run.stdout).toMatch(/^No drift: /m);
  expect(run.stdout).toMatch(
    /ann\.moreau@lakeside\.example\.com: a User of this name, deleted .* can be restored until /,
  );
  expect(run.stdout).toMatch(/at restore: it comes back with its mail\n.*staff-1001.* created/s);
  expect(run.stdout.split("\n== Next steps\n")[1]).toMatch(/npm install pulumi-oma.*pulumi up/s);
  expect(run.all).not.toContain(mailboxPassword());
  expect(run.processes()).toEqual([]);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s during the first up ends the run only when no process is left", async (signal, expected) => {
  const run = quickstart();
  await run.shows("oma:Company company");
  expect(run.processes().join("\n")).toContain("pulumi up");
  run.child.kill(signal);
  expect(await run.exitCode).toBe(expected);
  expect(run.leftAtExit).toEqual([]);
  expect(run.stdout).not.toContain("What the service now holds");
});

test("a run works after one that was interrupted", async () => {
  const interrupted = quickstart();
  await interrupted.shows("oma:Company company");
  interrupted.child.kill("SIGINT");
  await interrupted.exitCode;
  const run = quickstart();
  expect({ code: await run.exitCode, all: run.all }).toEqual({ code: 0, all: expect.any(String) });
});

test("a step that fails ends the run with its reason, without a stack, and with exit code 1", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-oma-test-"));
  const pulumi = join(folder, "pulumi");
  writeFileSync(pulumi, '#!/bin/sh\necho "the disk is full" >&2\nexit 3\n');
  chmodSync(pulumi, 0o755);
  try {
    const run = new Run(["scripts/quickstart/index.mts"], { PULUMI_OMA_ENGINE: folder });
    expect(await run.exitCode).toBe(1);
    expect(run.stderr).toBe("the disk is full\npulumi stack ended with 3\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function mailboxPassword(): string {
  const script = readFileSync(join(repository, "scripts/quickstart/index.mts"), "utf8");
  const [, password] = /"mailboxPassword", "([^"]+)"/.exec(script) ?? [];
  if (password === undefined) throw new Error("the quick start sets no mailboxPassword");
  return password;
}

function processesWith(variable: string): string[] {
  if (!existsSync("/proc/self/environ")) {
    const lines = execFileSync("ps", ["axeww", "-o", "command="], { encoding: "utf8" }).split("\n");
    return lines.filter((line) => line.includes(variable));
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(variable)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        // Ended while we looked, or somebody else's.
        return [];
      }
    });
}
