import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/quality/field-cases.md"), "utf8");
const rows = page.split("\n").filter((line) => /^\| \[/.test(line));
const cells = rows.map((row) => row.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "");

test("each case names a test, or says why there is none", () => {
  expect(rows.length).toBeGreaterThan(25);
  expect(cells.filter((cell) => !/^`test\/\S+\.test\.ts`: .+$|^none: .+$/.test(cell))).toEqual([]);
});

test("each test that a case names is there", () => {
  const pairs = cells.flatMap((cell) => {
    const [, file, name] = /^`(test\/\S+)`: (.+)$/.exec(cell) ?? [];
    return file === undefined || name === undefined ? [] : [{ file, name }];
  });
  expect(pairs.length).toBe(cells.filter((cell) => !cell.startsWith("none: ")).length);
  const missing = pairs.filter(({ file, name }) => {
    const path = join(root, file);
    return !existsSync(path) || !readFileSync(path, "utf8").includes(`"${name}"`);
  });
  expect(missing).toEqual([]);
});
