import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { placeFolder } from "../place-folder.mts";
import type { Run } from "../run.mts";
import { putDynamicHost } from "./dynamic-host.mts";
import { isCompleteEngine, PULUMI } from "./programs.mts";
import { pulumiVersion } from "./pulumi-version.mts";

/** Written last. It records the answer of `pulumi version`, so that later runs need not start pulumi. */
const STAMP = "engine.json";

const MACHINE = `${process.platform}-${process.arch}`;

export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const chosen = env.XDG_CACHE_HOME;
  // The XDG specification says to ignore a relative path.
  const base = chosen !== undefined && isAbsolute(chosen) ? chosen : join(env.HOME ?? homedir(), ".cache");
  return join(base, "pulumi-oma", "engine");
}

export function folderOfCached(cache: string, version: string): string {
  return join(cache, `${version}-${MACHINE}`);
}

export function cachedVersions(cache: string): string[] {
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((name) => name.endsWith(`-${MACHINE}`))
    .map((name) => name.slice(0, -MACHINE.length - 1))
    .filter((version) => {
      const folder = folderOfCached(cache, version);
      return isCompleteEngine(folder) && stampedVersion(folder) === version;
    });
}

/** @param fetch puts `pulumi` and its language host into the given folder. */
export async function addToCache(
  cache: string,
  version: string,
  fetch: (folder: string) => Promise<void>,
  env: NodeJS.ProcessEnv,
  run: Run,
): Promise<void> {
  await placeFolder(folderOfCached(cache, version), async (folder) => {
    await fetch(folder);
    putDynamicHost(folder);
    const answer = await pulumiVersion(join(folder, PULUMI), env, run);
    if (answer !== version || !isCompleteEngine(folder)) {
      throw new Error(`expected the engine ${version}, but its pulumi says ${answer ?? "nothing"}`);
    }
    writeFileSync(join(folder, STAMP), JSON.stringify({ version }));
  });
}

function stampedVersion(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, STAMP), "utf8")).version;
  } catch {
    return undefined;
  }
}
