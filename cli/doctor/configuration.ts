import { clientSettings } from "../../provider/host/config/client-settings.js";
import { runSettings } from "../../provider/host/config/run-settings.js";
import { type OmaConfig, OmaConfigError } from "../../provider/oma/index.js";
import { type Finding, fail, ok, warn } from "./finding.js";
import { projectAround } from "./project.js";
import type { Surroundings } from "./surroundings.js";

const check = "config";

/** The settings as the provider will see them: the environment, then the stack's configuration where there is one. */
export async function lookAtConfiguration(at: Surroundings): Promise<{ config?: OmaConfig; findings: Finding[] }> {
  const stack = projectAround(at.folder) === undefined ? {} : await stackConfiguration(at);
  const findings: Finding[] = [];
  if (stack === undefined) {
    findings.push(
      warn(
        check,
        "the stack's configuration cannot be read, so only OMA_* variables count here",
        "Select a stack (pulumi stack select) and give its passphrase.",
      ),
    );
  }
  const configured = (key: string) => stack?.[key];
  try {
    const config = clientSettings(configured, at.env);
    const opens = config.token === undefined ? "a password" : "a token";
    findings.push(ok(check, `${config.user} at ${config.base}, with ${opens}`));
    if (config.insecureTls) {
      findings.push(warn(check, "certificates are not verified", "Remove oma:insecureTls; set oma:caFile instead."));
    }
    findings.push(...lookAtRun(runSettings(configured, at.env)));
    return { config, findings };
  } catch (error) {
    if (!(error instanceof OmaConfigError)) throw error;
    const [says = ""] = error.message.split("\n");
    return { findings: [...findings, fail(check, says, error.remedy ?? "")] };
  }
}

/** Settings that are meant for one run rather than for good. */
function lookAtRun({ adopt, verifyWrites }: ReturnType<typeof runSettings>): Finding[] {
  return [
    adopt
      ? [warn(check, "every create takes over what exists", "Remove oma:adopt once the run that adopts is over.")]
      : [],
    verifyWrites === "off"
      ? [
          warn(
            check,
            "what was written is not read back",
            "Remove oma:verifyWrites, so that ignored changes are found.",
          ),
        ]
      : [],
  ].flat();
}

/**
 * Secrets included: they are needed to log in, and are shown nowhere.
 *
 * @param flags which stack; the selected one when left out.
 * @returns undefined when it cannot be read.
 */
export async function stackConfiguration(
  { run }: Surroundings,
  ...flags: string[]
): Promise<Record<string, string> | undefined> {
  const output = await run("pulumi", "config", "--json", "--show-secrets", "--non-interactive", ...flags);
  if (output === undefined) return undefined;
  try {
    const entries = Object.entries(JSON.parse(output) as Record<string, { value?: unknown }>);
    return Object.fromEntries(entries.flatMap(([key, { value }]) => (typeof value === "string" ? [[key, value]] : [])));
  } catch {
    return undefined;
  }
}
