import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { placeFolder } from "../place-folder.mts";
import type { Run } from "../run.mts";
import { DYNAMIC_HOST_OF_SDK, putDynamicHost } from "./dynamic-host.mts";
import type { Installed } from "./index.mts";
import { findProgram, foldersOnPath, isCompleteEngine, LANGUAGE_HOST, PULUMI } from "./programs.mts";
import { pulumiVersion } from "./pulumi-version.mts";

export async function findInstalled(env: NodeJS.ProcessEnv, run: Run): Promise<Installed | undefined> {
  const pulumi = findPulumi(env);
  if (pulumi === undefined) return undefined;
  const beside = [dirname(pulumi), dirname(realpathSync(pulumi))];
  const languageHost = findProgram(LANGUAGE_HOST, [...beside, ...foldersOnPath(env)]);
  // Without the language host pulumi is of no use. It may also be the npm launcher, which would start a download.
  const version = languageHost === undefined ? undefined : await pulumiVersion(pulumi, env, run);
  return { pulumi, languageHost, version };
}

/** One folder with the three programs: the installed one, or a folder of links when they are in several folders. */
export async function folderOfInstalled(pulumi: string, languageHost: string, cache: string): Promise<string> {
  if (isCompleteEngine(dirname(pulumi))) return dirname(pulumi);
  const script = readFileSync(DYNAMIC_HOST_OF_SDK);
  const key = createHash("sha256").update(`${pulumi}\n${languageHost}\n`).update(script).digest("hex").slice(0, 12);
  const folder = join(cache, `links-${key}`);
  if (!isCompleteEngine(folder)) {
    await placeFolder(folder, (staging) => {
      symlinkSync(pulumi, join(staging, PULUMI));
      symlinkSync(languageHost, join(staging, LANGUAGE_HOST));
      putDynamicHost(staging);
    });
  }
  return folder;
}

function findPulumi(env: NodeJS.ProcessEnv): string | undefined {
  const chosen = env.PULUMI_BIN;
  if (chosen === undefined || chosen === "") return findProgram(PULUMI, foldersOnPath(env));
  if (!existsSync(chosen)) return undefined;
  return resolve(statSync(chosen).isDirectory() ? join(chosen, PULUMI) : chosen);
}
