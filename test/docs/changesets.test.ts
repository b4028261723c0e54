import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");
const changeset = join(repository, "node_modules/@changesets/cli/bin.js");

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
}

test("a changelog fragment can name every package that is published", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-oma-changesets-"));
  try {
    const folders = manifestIn(".").workspaces ?? ["."];
    for (const file of [
      ".changeset/config.json",
      "package-lock.json",
      ...folders.map((name) => `${name}/package.json`),
    ]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(repository, file), join(folder, file));
    }
    const names = folders.map((name) => manifestIn(name).name);
    const fragment = names.map((name) => `"${name}": patch\n`).join("");
    writeFileSync(join(folder, ".changeset/all.md"), `---\n${fragment}---\n\nAll packages.\n`);
    const git = ["-C", folder, "-c", "user.name=test", "-c", "user.email=test@example.com"];
    execFileSync("git", ["init", "--quiet", "--initial-branch", "main", folder]);
    // It compares with the base branch, which has to have a commit.
    execFileSync("git", [...git, "commit", "--quiet", "--allow-empty", "--message", "Begin"]);
    const plan = execFileSync(process.execPath, [changeset, "status"], { cwd: folder, encoding: "utf8" });
    for (const name of ["pulumi-oma", ...names]) expect(plan).toContain(`- ${name}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as Manifest;
}
