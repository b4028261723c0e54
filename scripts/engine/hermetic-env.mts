import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";

export interface HermeticRun {
  /** The caller's environment. Its PULUMI_* and OMA_* variables are not passed on. */
  inherited: NodeJS.ProcessEnv;
  /** An existing folder: the file backend does not create it. */
  stateFolder: string;
  pulumiHome: string;
  passphrase: string;
  engineFolder: string;
  /** Folder of a Node >= 22, which the language host and the dynamic host start as `node`. */
  nodeFolder: string;
}

/** An environment in which a Pulumi run depends only on its own folders, so that it can be repeated. */
export function hermeticEnv(run: HermeticRun): NodeJS.ProcessEnv {
  const kept = Object.entries(run.inherited).filter(([name]) => !/^(PULUMI|OMA)_/.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [run.nodeFolder, run.engineFolder, run.inherited.PATH].filter(Boolean).join(delimiter),
    PULUMI_HOME: run.pulumiHome,
    PULUMI_BACKEND_URL: pathToFileURL(run.stateFolder).href,
    PULUMI_CONFIG_PASSPHRASE: run.passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The operating system's key store belongs to the person, not to the run.
    PULUMI_CREDENTIAL_STORE: "plaintext",
  };
}
