import type { Run } from "./run.mts";
import type { Sites } from "./ways/download-site.mts";

/** What a run that needs an engine has around it. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  run: Run;
  sites: Sites;
  /** Shows a text until the returned function is called. */
  progress: (text: string) => () => void;
  say: (line: string) => void;
  signal?: AbortSignal | undefined;
}
