import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

// PUBLISHED='[{"name":"pulumi-oma","version":"0.2.0"}]' node scripts/release/sbom.mts
//
// Attaches to the GitHub release of each published package a list of everything that its installation brings (CycloneDX).

interface Published {
  readonly name: string;
  readonly version: string;
}

const root = resolve(import.meta.dirname, "../..");

function npm(folder: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd: folder, encoding: "utf8", maxBuffer: 100_000_000 });
}

/**
 * The list for a project that installs the package and nothing else. In the workspace npm would count what the packages need of
 * each other for their tests.
 */
function billOfMaterials(folder: string, { name, version }: Published): string {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: `installs-${name}`, version, private: true }));
  const [{ filename }] = JSON.parse(npm(root, "pack", "--json", "--workspace", name, "--pack-destination", project));
  npm(
    project,
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--omit=dev",
    "--no-audit",
    "--no-fund",
    `./${filename}`,
  );
  return npm(project, "sbom", "--package-lock-only", "--sbom-format", "cyclonedx");
}

const folder = mkdtempSync(join(tmpdir(), "sbom-"));
try {
  for (const published of JSON.parse(process.env.PUBLISHED ?? "[]") as Published[]) {
    const tag = `${published.name}@${published.version}`;
    const file = join(folder, `${published.name}-${published.version}.cdx.json`);
    writeFileSync(file, billOfMaterials(folder, published));
    execFileSync("gh", ["release", "upload", tag, file], { stdio: "inherit" });
  }
} finally {
  rmSync(folder, { recursive: true });
}
