import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const STAGING = ".making-";

/** Fills a folder under another name and renames it when it is complete, so that nobody sees half of it. */
export async function placeFolder(folder: string, fill: (staging: string) => Promise<void> | void): Promise<void> {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const staging = mkdtempSync(join(parent, STAGING));
  const content = join(staging, "new");
  try {
    mkdirSync(content);
    await fill(content);
    if (existsSync(folder)) renameSync(folder, join(staging, "old"));
    try {
      renameSync(content, folder);
    } catch (error) {
      // Another run has placed the same folder meanwhile, and that one is as good.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Removes what killed runs left. */
export function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(STAGING)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}
