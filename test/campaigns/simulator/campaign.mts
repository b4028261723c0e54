import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** `--runs`, `--seed` and `--write` of a campaign. */
export function campaignOptions(runs: number): { runs: number; seed: number; write: boolean } {
  const { values } = parseArgs({
    options: { runs: { type: "string" }, seed: { type: "string" }, write: { type: "boolean", default: false } },
  });
  return { runs: Number(values.runs ?? runs), seed: Number(values.seed ?? 20260105), write: values.write };
}

/** When and on what a figure was made. */
export function circumstances(started: number): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  const date = new Date(started).toISOString().slice(0, 10);
  return `${date}, ${availableParallelism()} cores, Node ${process.versions.node}, ${seconds} s`;
}

/** Writes a page of docs/quality. */
export function writePage(name: string, text: string): void {
  writeFileSync(join(import.meta.dirname, "../../../docs/quality", name), text);
}

export function table(heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
