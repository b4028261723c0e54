import { join } from "node:path";
import { withLock } from "./lock.mts";
import { removeLeftovers } from "./place-folder.mts";
import type { Surroundings } from "./surroundings.mts";
import { build, goVersion } from "./ways/build.mts";
import { addToCache, cachedVersions, cacheFolder, folderOfCached } from "./ways/cache.mts";
import { download } from "./ways/download.mts";
import { siteAnswers } from "./ways/download-site.mts";
import { type Way, wayAtHand, waysToObtain, whyNotBuilt, whyNotDownloaded, whyNotInstalled } from "./ways/index.mts";
import { findInstalled, folderOfInstalled } from "./ways/installed.mts";
import { NoEngineError } from "./ways/no-engine-error.mts";
import { BUILT_PULUMI, DOWNLOADED_PULUMI } from "./ways/versions.mts";

export interface Engine {
  /** The folder with the three programs. */
  bin: string;
  version: string;
  way: Way;
}

const OBTAIN = {
  downloaded: {
    version: DOWNLOADED_PULUMI,
    fetch: download,
    text: `Downloading the Pulumi engine ${DOWNLOADED_PULUMI}`,
  },
  built: {
    version: BUILT_PULUMI,
    fetch: build,
    text: `Building the Pulumi engine ${BUILT_PULUMI} with Go. This happens once and takes about five minutes`,
  },
};

/** Tries the ways in this order: installed, cached, downloaded, built. */
export async function ensure(surroundings: Surroundings): Promise<Engine> {
  const { env, run, sites, progress, say, signal } = surroundings;
  const cache = cacheFolder(env);
  const installed = await findInstalled(env, run);
  const whyNot = whyNotInstalled(installed);
  if (env.PULUMI_BIN && whyNot !== undefined) say(`Ignoring PULUMI_BIN: ${whyNot}`);

  const atHand = async (): Promise<Engine | undefined> => {
    const found = wayAtHand({ installed, cachedVersions: cachedVersions(cache) });
    if (found === undefined) return undefined;
    const bin =
      found.way === "cached"
        ? folderOfCached(cache, found.version)
        : await folderOfInstalled(found.pulumi, found.languageHost, cache);
    return { bin, version: found.version, way: found.way };
  };

  const obtain = async (): Promise<Engine> => {
    removeLeftovers(cache);
    const reach = { siteAnswers: await siteAnswers(sites), goVersion: await goVersion(env, run) };
    const obstacles = {
      installed: whyNot ?? "",
      downloaded: whyNotDownloaded(reach) ?? "",
      built: whyNotBuilt(reach) ?? "",
    };
    for (const way of waysToObtain(reach)) {
      const { version, fetch, text } = OBTAIN[way];
      const done = progress(text);
      try {
        await addToCache(cache, version, (folder) => fetch(folder, surroundings), env, run);
        return { bin: folderOfCached(cache, version), version, way };
      } catch (error) {
        signal?.throwIfAborted();
        obstacles[way] = (error as Error).message;
      } finally {
        done();
      }
    }
    throw new NoEngineError(obstacles);
  };

  const waiting = () => progress("Waiting for another run to install the Pulumi engine");
  return (
    (await atHand()) ??
    (await withLock(join(cache, "lock"), async () => (await atHand()) ?? (await obtain()), waiting, signal))
  );
}
