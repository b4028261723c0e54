import { BUILT_PULUMI, DOWNLOADED_PULUMI, isAtLeast, OLDEST_GO, OLDEST_PULUMI } from "./versions.mts";

/** The `pulumi` on PATH or behind PULUMI_BIN. */
export interface Installed {
  pulumi: string;
  /** Path of `pulumi-language-nodejs`, beside `pulumi` or on PATH. */
  languageHost: string | undefined;
  version: string | undefined;
}

/** Engines that are already on this machine. */
export interface AtHand {
  installed: Installed | undefined;
  cachedVersions: string[];
}

/** What downloading and building need. */
export interface WithinReach {
  siteAnswers: boolean;
  goVersion: string | undefined;
}

export type Way = "installed" | "cached" | "downloaded" | "built";

export type Found =
  | { way: "installed"; version: string; pulumi: string; languageHost: string }
  | { way: "cached"; version: string };

export function wayAtHand({ installed, cachedVersions }: AtHand): Found | undefined {
  if (installed?.version !== undefined && installed.languageHost !== undefined && isRecent(installed.version)) {
    return { way: "installed", ...installed, version: installed.version, languageHost: installed.languageHost };
  }
  const version = [DOWNLOADED_PULUMI, BUILT_PULUMI].find((known) => cachedVersions.includes(known));
  return version === undefined ? undefined : { way: "cached", version };
}

/** In the order to try: after a way that fails comes the next. */
export function waysToObtain(reach: WithinReach): ("downloaded" | "built")[] {
  const ways: ("downloaded" | "built")[] = [];
  if (whyNotDownloaded(reach) === undefined) ways.push("downloaded");
  if (whyNotBuilt(reach) === undefined) ways.push("built");
  return ways;
}

export function whyNotInstalled(installed: Installed | undefined): string | undefined {
  if (installed === undefined) return "not found";
  if (installed.languageHost === undefined) {
    return `${installed.pulumi} has no pulumi-language-nodejs beside it or on PATH`;
  }
  if (installed.version === undefined) return `${installed.pulumi} does not print its version`;
  if (isRecent(installed.version)) return undefined;
  return `${installed.pulumi} is ${installed.version}, older than ${OLDEST_PULUMI}`;
}

export function whyNotDownloaded(reach: WithinReach): string | undefined {
  return reach.siteAnswers ? undefined : "the site does not answer";
}

export function whyNotBuilt({ goVersion }: WithinReach): string | undefined {
  if (goVersion === undefined) return "not found";
  return isAtLeast(goVersion, OLDEST_GO) ? undefined : `${goVersion} is older than ${OLDEST_GO}`;
}

function isRecent(pulumi: string): boolean {
  return isAtLeast(pulumi, OLDEST_PULUMI);
}
