import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(__dirname, "../../../docs/quality");

/** Fails when the committed page is stale. With WRITE_PAGES=1 in the environment the page is written in its place. */
export function expectCommitted(file: string, page: string): void {
  const path = join(folder, file);
  if (process.env.WRITE_PAGES === "1") writeFileSync(path, page);
  expect(readFileSync(path, "utf8")).toBe(page);
}
