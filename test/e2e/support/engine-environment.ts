import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { hermeticEnv } from "../../../scripts/engine/hermetic-env.mts";

/**
 * The environment of an engine whose state and home are below a folder of the test.
 *
 * @param variables settings on top of it, such as OMA_ENDPOINT.
 */
export function engineEnvironment(folder: string, variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const engineFolder = process.env.PULUMI_OMA_ENGINE;
  if (engineFolder === undefined) throw new Error("PULUMI_OMA_ENGINE is not set: run these tests through npm test");
  const stateFolder = join(folder, ".state");
  mkdirSync(stateFolder);
  const environment = hermeticEnv({
    inherited: process.env,
    stateFolder,
    pulumiHome: join(folder, ".home"),
    passphrase: "of the tests",
    engineFolder,
    nodeFolder: dirname(process.execPath),
  });
  return { ...environment, ...variables };
}
