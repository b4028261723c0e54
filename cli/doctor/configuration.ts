import { clientSettings } from "../../provider/host/config/client-settings.js";
import { runSettingNames } from "../../provider/host/config/names.js";
import { runSettings } from "../../provider/host/config/run-settings.js";
import { remedyOf, type UnknownName, unknownKeys, unknownVariables } from "../../provider/host/config/unknown.js";
import { type OmaConfig, OmaConfigError } from "../../provider/oma/index.js";
import { Stack } from "../pulumi/stack.js";
import { type Finding, fail, ok, warn } from "./finding.js";
import { projectFolder } from "./project.js";
import { checkRecordedLimit } from "./recorded.js";

const check = "config";
const unreadStack = warn(
  check,
  "pulumi could not read the stack's configuration, so only OMA_* variables were checked",
  "Select a stack with pulumi stack select, and give its passphrase in PULUMI_CONFIG_PASSPHRASE.",
);

/** Checks the settings as the provider will see them: the environment, then the selected stack's configuration if there is a project. */
export async function checkConfiguration(
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<{ config?: OmaConfig; findings: Finding[] }> {
  const selected = projectFolder(folder) === undefined ? undefined : new Stack();
  const stack = selected === undefined ? {} : await selected.configuration();
  const findings = stack === undefined ? [unreadStack] : [];
  const configured = (key: string) => stack?.[key];
  findings.push(...checkNames(Object.keys(stack ?? {}), environment));
  try {
    const config = clientSettings(configured, environment);
    const secret = config.token === undefined ? "a password" : "a token";
    findings.push(ok(check, `${config.user} at ${config.base}, with ${secret}`));
    if (config.insecureTls) {
      const remedy = "Remove oma:insecureTls. For an authority of your own, set oma:caFile.";
      findings.push(warn(check, "the provider does not verify the service's certificate", remedy));
    }
    findings.push(...checkRunSettings(runSettings(configured, environment)));
    if (selected !== undefined) findings.push(...(await checkRecordedLimit(selected, stack ?? {}, environment)));
    return { config, findings };
  } catch (error) {
    if (!(error instanceof OmaConfigError)) throw error;
    const [message = ""] = error.message.split("\n");
    return { findings: [...findings, fail(check, message, error.remedy ?? "")] };
  }
}

/** Points out settings that nothing reads. */
function checkNames(keys: readonly string[], environment: NodeJS.ProcessEnv): Finding[] {
  const misplaced = keys.filter((key) => !key.startsWith("oma:") && isRunSetting(key.replace(/^.*:/, "")));
  return [
    ...[...unknownKeys(keys), ...unknownVariables(environment)].map(toFinding),
    ...misplaced.map((key) => {
      const meant = key.replace(/^.*:/, "oma:");
      const remedy = `Set ${meant}. It is fine where the program itself reads ${key}.`;
      return warn(check, `${key} is a setting of the program, and not ${meant}`, remedy);
    }),
  ];
}

function toFinding(unknown: UnknownName): Finding {
  const message = `${unknown.name}: no such setting`;
  if (unknown.isRefused) return fail(check, message, remedyOf(unknown));
  return warn(
    check,
    message,
    `${remedyOf(unknown)} It is fine where the program itself reads it, as with passwordFrom.`,
  );
}

function isRunSetting(name: string): boolean {
  return (runSettingNames as readonly string[]).includes(name);
}

/** Points out settings that are meant for one run rather than for good. */
function checkRunSettings({ adopt, verifyWrites, movedFrom }: ReturnType<typeof runSettings>): Finding[] {
  const findings: Finding[] = [];
  if (adopt) {
    const remedy = "Remove oma:adopt after the run that adopts.";
    findings.push(warn(check, "every create adopts the object that has its name", remedy));
  }
  if (verifyWrites === "off") {
    const remedy = "Remove oma:verifyWrites, so that the provider finds changes that the service ignored.";
    findings.push(warn(check, "the provider does not read back what it writes", remedy));
  }
  if (movedFrom !== undefined) {
    const remedy = "Unset OMA_MOVED_FROM after the pulumi refresh that takes the new address into state.";
    findings.push(warn(check, `a refresh takes objects of ${movedFrom} for objects of this service`, remedy));
  }
  return findings;
}
