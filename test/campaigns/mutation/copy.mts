import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../..");
const left = new Set([".git", "coverage", "node_modules", "docs", "examples"]);

/**
 * A copy of the checkout that is mutated in place, while work goes on in the checkout. It lies below the checkout, so that
 * Node finds the same packages from it: Stryker's own sandbox links them instead, and Jest resolves links.
 */
export function privateCopy(room: string): { checkout: string; results: string } {
  const folder = join(root, "coverage", `mutation-${room}`);
  const checkout = join(folder, "checkout");
  const results = join(folder, "results");
  rmSync(checkout, { recursive: true, force: true });
  mkdirSync(checkout, { recursive: true });
  mkdirSync(results, { recursive: true });
  for (const entry of readdirSync(root).filter((entry) => !left.has(entry))) {
    cpSync(join(root, entry), join(checkout, entry), { recursive: true });
  }
  // Tests compare tables with the OMA reference, which lies beside the checkout.
  const reference = join(folder, "shared");
  if (!existsSync(reference)) symlinkSync(resolve(root, "../shared"), reference);
  return { checkout, results };
}
