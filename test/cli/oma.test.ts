import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Oma, repository } from "./support.js";

test("the help names every command on standard output", async () => {
  const { code, stdout } = await new Oma("--help").ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}simulate {2}\w/m);
});

test("without a command the same help is an error", async () => {
  const help = await new Oma("--help").ended;
  expect(await new Oma().ended).toEqual({ code: 2, stdout: "", stderr: help.stdout });
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string };
  expect(await new Oma("--version").ended).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("an unknown command is named, and no help is passed off as a result", async () => {
  const { code, stdout, stderr } = await new Oma("simulat").ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe("oma: unknown command `simulat`\nRun oma --help for usage.\n");
});

test("the built file starts as a program of its own", () => {
  expect(readFileSync(join(repository, "dist/cli/oma.js"), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});
