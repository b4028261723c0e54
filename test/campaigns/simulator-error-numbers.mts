import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_TEXTS } from "../../simulator/dist/wire/errors.js";
import { errorNumbersPage } from "./simulator/error-numbers.mts";

/** Writes docs/quality/error-numbers.md; with --check it fails when the committed page is stale. */
const file = join(import.meta.dirname, "../../docs/quality/error-numbers.md");
const page = errorNumbersPage(ERROR_TEXTS);
if (!process.argv.includes("--check")) writeFileSync(file, page);
else if (readFileSync(file, "utf8") !== page) {
  console.error("stale: docs/quality/error-numbers.md");
  process.exitCode = 1;
}
