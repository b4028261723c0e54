import { execFile } from "node:child_process";
import { promisify } from "node:util";

const patienceMs = 30_000;

/** Where the doctor looks. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Standard output of a program; undefined when there is no such program, or it failed. */
  run(program: string, ...args: string[]): Promise<string | undefined>;
}

export function here(): Surroundings {
  const { env } = process;
  const folder = process.cwd();
  return {
    env,
    folder,
    async run(program, ...args) {
      try {
        const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
        const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env: quiet, timeout: patienceMs });
        return stdout;
      } catch {
        return undefined;
      }
    },
  };
}
