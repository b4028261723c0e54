import { DOWNLOAD_SITES } from "./download-site.mts";
import { OLDEST_GO, OLDEST_PULUMI } from "./versions.mts";

/** Why each of the three ways failed. */
export interface Obstacles {
  installed: string;
  downloaded: string;
  built: string;
}

export class NoEngineError extends Error {
  override readonly name = "NoEngineError";
  readonly code = "NO_PULUMI_ENGINE";

  constructor(obstacles: Obstacles) {
    super(
      [
        "No Pulumi engine was found on this machine, and none could be installed:",
        `  - pulumi on PATH: ${obstacles.installed}`,
        `  - download from ${new URL(DOWNLOAD_SITES.archives).origin}: ${obstacles.downloaded}`,
        `  - build with Go: ${obstacles.built}`,
        "Do one of these, then run the same command again:",
        `  1. install pulumi ${OLDEST_PULUMI} or later (https://www.pulumi.com/docs/install/) on PATH, or set PULUMI_BIN to its path;`,
        `  2. allow this machine to reach ${Object.values(DOWNLOAD_SITES)
          .map((site) => new URL(site).origin)
          .join(" and ")}, where Pulumi's releases and their checksums are;`,
        `  3. install Go ${OLDEST_GO} or later (https://go.dev/dl/), which builds the engine once from the Go module proxy.`,
      ].join("\n"),
    );
  }
}
