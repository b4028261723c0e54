import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";

// A project of its own: the real scripts with a fake compiler and a fake npm.
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "setup-"));
  cpSync(join(__dirname, "../../scripts/setup"), join(project, "scripts/setup"), { recursive: true });
  cpSync(join(__dirname, "../../scripts/setup.mjs"), join(project, "scripts/setup.mjs"));
  write("package.json", "{}");
  write("package-lock.json", "{}");
  write("tsconfig.json", "{}");
  write("sdk/index.ts", "");
  write("sdk/user.ts", "");
  write("simulator/package.json", "{}");
  write("simulator/tsconfig.json", "{}");
  write("simulator/rules/quota.ts", "");
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "sdk/index.ts", "sdk/user.ts"]) age(name);
  for (const name of ["package.json", "tsconfig.json", "rules/quota.ts"]) age(`simulator/${name}`);
  write("node_modules/.package-lock.json", "{}");
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  symlinkSync(process.execPath, join(project, "node_modules/.bin/node"));
  write(
    "node_modules/typescript/bin/tsc",
    `const fs = require("node:fs");
     fs.appendFileSync("builds", "x");
     const room = fs.existsSync("sdk") ? "sdk" : "rules";
     fs.mkdirSync("dist/" + room, { recursive: true });
     for (const name of fs.readdirSync(room)) fs.writeFileSync("dist/" + room + "/" + name.replace(/ts$/, "js"), "");
     console.log("compiler talks");
     process.exit(fs.existsSync("broken") ? 2 : 0);`,
  );
  write(
    "npm-cli.js",
    `console.warn("npm warn EBADENGINE");
     require("node:fs").writeFileSync("node_modules/.package-lock.json", process.argv.slice(2).join(" "));`,
  );
  write("scripts/engine/index.mts", `console.log("/the/engine");`);
});

afterEach(() => rmSync(project, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

function age(name: string): void {
  utimesSync(join(project, name), new Date(0), new Date(0));
}

function line(...args: string[]): [string, string[], { cwd: string; env: NodeJS.ProcessEnv; encoding: "utf8" }] {
  const env = { PATH: process.env.PATH, npm_execpath: join(project, "npm-cli.js") };
  return [process.execPath, [join(project, "scripts/setup.mjs"), ...args], { cwd: project, env, encoding: "utf8" }];
}

function setup(...args: string[]) {
  return spawnSync(...line(...args));
}

/** How often the compiler ran in a folder. */
function builds(folder = "."): number {
  const file = join(project, folder, "builds");
  return existsSync(file) ? readFileSync(file, "utf8").length : 0;
}

test("the command's exit code is the exit code", () => {
  expect(setup("--", "node", "-e", "process.exit(7)").status).toBe(7);
});

test("standard output belongs to the command alone", () => {
  expect(setup("--", "node", "-e", "console.log('result')").stdout).toBe("result\n");
});

test("a first run shows a line for each step, with the time that it took, and nothing else", () => {
  age("node_modules/.package-lock.json");
  write("package-lock.json", "{}");
  const { stderr } = setup();
  const lines = ["Installing npm packages (npm ci)", "Building oma-simulator (tsc)", "Building pulumi-oma (tsc)"];
  expect(stderr.replace(/\.* \d:\d\d$/gm, "")).toBe(`${lines.join("\n")}\n`);
});

test("what a step says is shown when it fails", () => {
  write("broken", "");
  expect(setup().stderr).toContain("compiler talks\n");
});

test("the build is made once, and again when a source is changed, added or deleted", () => {
  setup();
  setup();
  expect(builds()).toBe(1);
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(project, "sdk/user.ts"), later, later);
  setup();
  expect(builds()).toBe(2);
  age("sdk/user.ts");
  write("sdk/domain.ts", "");
  age("sdk/domain.ts");
  setup();
  expect(builds()).toBe(3);
  rmSync(join(project, "sdk/user.ts"));
  setup();
  expect(builds()).toBe(4);
});

test("the output of a deleted source is deleted", () => {
  setup();
  expect(existsSync(join(project, "dist/sdk/user.js"))).toBe(true);
  rmSync(join(project, "sdk/user.ts"));
  setup();
  expect(existsSync(join(project, "dist/sdk/user.js"))).toBe(false);
});

test("a package is built when its own sources change, and not when those of another do", () => {
  setup();
  expect({ root: builds(), simulator: builds("simulator") }).toEqual({ root: 1, simulator: 1 });
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(project, "simulator/rules/quota.ts"), later, later);
  setup();
  expect({ root: builds(), simulator: builds("simulator") }).toEqual({ root: 1, simulator: 2 });
  age("simulator/rules/quota.ts");
  write("simulator/rules/limits.ts", "");
  age("simulator/rules/limits.ts");
  setup();
  expect(existsSync(join(project, "simulator/dist/rules/limits.js"))).toBe(true);
  rmSync(join(project, "simulator/rules/limits.ts"));
  setup();
  expect(existsSync(join(project, "simulator/dist/rules/limits.js"))).toBe(false);
  expect({ root: builds(), simulator: builds("simulator") }).toEqual({ root: 1, simulator: 4 });
});

test("a build that fails ends the run, and is tried again the next time", () => {
  write("broken", "");
  const { status, stdout } = setup("--", "node", "-e", "console.log('ran')");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  rmSync(join(project, "broken"));
  expect(setup("--", "node", "-e", "console.log('ran')").stdout).toBe("ran\n");
});

test("packages are installed when package-lock.json is newer than they are", () => {
  expect(setup().stderr).not.toContain("npm ci");
  age("node_modules/.package-lock.json");
  write("package-lock.json", "{}");
  expect(setup().stderr).toContain("npm ci");
  expect(setup().stderr).not.toContain("npm ci");
});

test("a project whose Node was not installed says what is missing", () => {
  rmSync(join(project, "node_modules/.bin/node"));
  const { status, stderr } = setup("--", "node", "-v");
  expect(status).toBe(1);
  expect(stderr).toContain("ignore-scripts");
});

test("with --engine the command finds the engine's folder on PATH and in PULUMI_OMA_ENGINE", () => {
  // A stand-in for the project's Node, so that the engine script runs on whatever Node runs the tests.
  rmSync(join(project, "node_modules/.bin/node"));
  write(
    "node_modules/.bin/node",
    `#!/bin/sh\ncase "$1" in *index.mts) echo /the/engine ;; *) exec "${process.execPath}" "$@" ;; esac\n`,
  );
  chmodSync(join(project, "node_modules/.bin/node"), 0o755);
  const { stdout } = setup("--engine", "--", "node", "-p", "[process.env.PULUMI_OMA_ENGINE, process.env.PATH].join()");
  expect(stdout).toMatch(`/the/engine,${project}/node_modules/.bin:/the/engine:`);
});

test("a script is run with the project's Node", () => {
  write("hello.mjs", "console.log('hello', process.argv[2]);");
  expect(setup("--", "hello.mjs", "you").stdout).toBe("hello you\n");
});

test("a flag that is not known is refused", () => {
  const { status, stderr } = setup("--engin");
  expect(status).toBe(1);
  expect(stderr).toContain("--engin");
});

test.each(["SIGINT", "SIGTERM"] as const)("%s reaches the command, which ends in its own way", async (signal) => {
  const command = `process.on("${signal}", () => process.exit(5)); setInterval(() => {}, 1000); console.log("up");`;
  const [node, args, { cwd, env }] = line("--", "node", "-e", command);
  const child: ChildProcessByStdio<null, Readable, null> = spawn(node, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.stdout.once("data", () => child.kill(signal));
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(5);
});

test("a command that a signal kills ends the run with 128 and the signal's number", () => {
  expect(setup("--", "node", "-e", "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)").status).toBe(
    143,
  );
});
