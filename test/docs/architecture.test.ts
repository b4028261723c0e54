import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");
const page = readFileSync(join(repository, "docs/architecture.md"), "utf8");

/** The first column of the table of rooms. */
const rooms = page
  .slice(page.indexOf("## Rooms"), page.indexOf("## One source"))
  .split("\n")
  .flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);

const files = execFileSync("git", ["ls-files"], { cwd: repository, encoding: "utf8" }).trim().split("\n");

/** The rooms that the tree has: the folders of the provider, and those at the top that hold code or pages. */
const folders = files
  .filter((file) => !file.startsWith("."))
  .flatMap((file) => {
    const [top = "", second = "", ...inside] = file.split("/");
    if (second === "") return [];
    if (top !== "provider") return [`${top}/`];
    return [inside.length === 0 ? "provider/*.ts" : `provider/${second}/`];
  });

test("the table of rooms names every room of the tree once, and no other", () => {
  expect([...rooms].sort()).toEqual([...new Set(folders)].sort());
});

test.each(["provider/lifecycle", "provider/lifecycle/rename"])("the map of %s names what is there", (folder) => {
  const map = readFileSync(join(repository, folder, "README.md"), "utf8");
  const named = [...map.matchAll(/`([a-z-]+(?:\.ts|\/)?)`/g)].map(([, name = ""]) => name.replace(/\.ts$|\/$/, ""));
  const there = files
    .filter((file) => file.startsWith(`${folder}/`) && file.endsWith(".ts"))
    .map((file) => file.slice(folder.length + 1).replace(/\/.*|\.ts$/, ""));
  for (const name of new Set(there)) expect(named).toContain(name);
});
