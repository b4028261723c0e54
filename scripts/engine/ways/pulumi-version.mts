import type { Run } from "../run.mts";
import { readVersion } from "./versions.mts";

const PATIENCE_MS = 20_000;

export async function pulumiVersion(pulumi: string, env: NodeJS.ProcessEnv, run: Run): Promise<string | undefined> {
  try {
    const output = await run(pulumi, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return readVersion(output);
  } catch {
    return undefined;
  }
}
