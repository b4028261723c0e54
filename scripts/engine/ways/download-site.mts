import { DOWNLOADED_PULUMI } from "./versions.mts";

/**
 * Where a release and its checksums come from. They are two sites of different parties, so that whoever alters the one does not
 * alter the other.
 */
export interface Sites {
  readonly archives: string;
  readonly checksums: string;
}

export const DOWNLOAD_SITES: Sites = {
  archives: "https://get.pulumi.com/releases/sdk",
  checksums: `https://github.com/pulumi/pulumi/releases/download/v${DOWNLOADED_PULUMI}`,
};

/** The archive for this machine. */
export const ARCHIVE = `pulumi-v${DOWNLOADED_PULUMI}-${process.platform}-${process.arch}.tar.gz`;

const PATIENCE_MS = 4_000;

/** Whether the site serves the archive for this machine. */
export async function siteAnswers({ archives }: Sites): Promise<boolean> {
  try {
    const response = await fetch(`${archives}/${ARCHIVE}`, {
      method: "HEAD",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
