export const DOWNLOAD_SITE = "https://get.pulumi.com";

const PATIENCE_MS = 4_000;

/** Whether the site serves the install script that the npm package `pulumi` needs. */
export async function siteAnswers(): Promise<boolean> {
  try {
    const response = await fetch(`${DOWNLOAD_SITE}/install.sh`, {
      method: "HEAD",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
