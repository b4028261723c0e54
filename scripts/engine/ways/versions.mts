/** The oldest installed `pulumi` that is used. */
export const OLDEST_PULUMI = "3.254.0";

/** The release to download. */
export const DOWNLOADED_PULUMI = "3.265.0";

/** The newest pkg/v3 that the Go module proxy serves: 3.261 to 3.272 are not there. Matches go/cli/go.mod. */
export const BUILT_PULUMI = "3.259.0";

/** Go knows the `tool` lines of our go.mod files since 1.24; Pulumi itself requires 1.25. */
export const OLDEST_GO = "1.25";

/** The digits of "v3.259.0", "go1.26.8" or "3.260.0-alpha.1"; undefined when there are none. */
export function readVersion(text: string): string | undefined {
  return /\d+\.\d+(\.\d+)?/.exec(text)?.[0];
}

export function isAtLeast(version: string, oldest: string): boolean {
  const have = version.split(".").map(Number);
  const want = oldest.split(".").map(Number);
  for (const [place, number] of want.entries()) {
    const difference = (have[place] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
