import { DOWNLOAD_SITE } from "./download-site.mts";
import { OLDEST_GO, OLDEST_PULUMI } from "./versions.mts";

/** What stood in the way of each of the three sources. */
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
        "There is no Pulumi engine on this machine, and none could be obtained:",
        `  - pulumi on PATH: ${obstacles.installed}`,
        `  - download from ${DOWNLOAD_SITE}: ${obstacles.downloaded}`,
        `  - build with Go: ${obstacles.built}`,
        "Do one of these three, then run the same command again:",
        `  1. install pulumi ${OLDEST_PULUMI} or later (https://www.pulumi.com/docs/install/) on PATH, or let PULUMI_BIN point to it;`,
        `  2. allow this machine to reach ${DOWNLOAD_SITE}, Pulumi's download site;`,
        `  3. install Go ${OLDEST_GO} or later (https://go.dev/dl/): the engine is then built from the Go module proxy, once.`,
      ].join("\n"),
    );
  }
}
