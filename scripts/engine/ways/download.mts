import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "../run.mts";
import { LANGUAGE_HOST, PULUMI } from "./programs.mts";
import { DOWNLOADED_PULUMI } from "./versions.mts";

/** A site that answers the first request and then stalls must not block the run for ever. */
const PATIENCE_MS = 10 * 60_000;

/** Downloads a release with the launcher of the npm package `pulumi`, and keeps only the two programs that are needed. */
export async function download(
  folder: string,
  env: NodeJS.ProcessEnv,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<void> {
  const home = join(folder, "home");
  mkdirSync(home);
  const patience = AbortSignal.timeout(PATIENCE_MS);
  await run("npx", ["--yes", `pulumi@${DOWNLOADED_PULUMI}`, "version"], {
    // Outside of the project, or npx would search its node_modules first.
    cwd: home,
    env: { ...env, PULUMI_HOME: home, PULUMI_VERSION: DOWNLOADED_PULUMI, PULUMI_SKIP_UPDATE_CHECK: "true" },
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
  });
  const release = join(home, "versions", DOWNLOADED_PULUMI, "bin");
  for (const name of [PULUMI, LANGUAGE_HOST]) renameSync(join(release, name), join(folder, name));
  rmSync(home, { recursive: true });
}
