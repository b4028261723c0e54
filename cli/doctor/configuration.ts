import { clientSettings } from "../../provider/host/config/client-settings.js";
import { runSettings } from "../../provider/host/config/run-settings.js";
import { type OmaConfig, OmaConfigError } from "../../provider/oma/index.js";
import { Stack } from "../pulumi/stack.js";
import { type Finding, fail, ok, warn } from "./finding.js";
import { checkNames } from "./names.js";
import { projectFolder } from "./project.js";
import { checkRecordedLimit } from "./recorded.js";

const check = "config";
const unreadStack = warn(
  check,
  "pulumi could not read the stack's configuration, so only OMA_* variables were checked",
  "Select a stack with pulumi stack select, and give its passphrase in PULUMI_CONFIG_PASSPHRASE.",
);

const noEngine = warn(
  check,
  "only OMA_* variables were checked: reading the stack's configuration takes pulumi",
  "See the line about the engine.",
);

/**
 * Checks the settings as the provider will see them: the environment, then the selected stack's configuration if there is a
 * project.
 *
 * @param engine what was found about the engine, which reads the configuration.
 */
export async function checkConfiguration(
  environment: NodeJS.ProcessEnv,
  folder: string,
  engine: readonly Finding[],
): Promise<{ config?: OmaConfig; findings: Finding[] }> {
  const selected = projectFolder(folder) === undefined ? undefined : new Stack();
  const stack = selected === undefined ? {} : await selected.configuration();
  const isMissing = engine.some((one) => one.check === "engine" && one.status === "fail");
  const configured = (key: string) => stack?.[key];
  const account = reading(() => clientSettings(configured, environment));
  const run = reading(() => runSettings(configured, environment));
  const findings = [
    ...(stack === undefined ? [isMissing ? noEngine : unreadStack] : []),
    ...checkNames(Object.keys(stack ?? {}), environment),
    ...("fault" in account ? [account.fault] : checkAccountSettings(account.settings)),
    ...("fault" in run ? [run.fault] : checkRunSettings(run.settings)),
    ...(selected === undefined ? [] : await checkRecordedLimit(selected, stack ?? {}, environment)),
  ];
  return "fault" in account ? { findings } : { config: account.settings, findings };
}

/** The settings, or what is wrong with them. */
function reading<T>(read: () => T): { readonly settings: T } | { readonly fault: Finding } {
  try {
    return { settings: read() };
  } catch (error) {
    if (!(error instanceof OmaConfigError)) throw error;
    const [message = ""] = error.message.split("\n");
    return { fault: fail(check, message, error.remedy ?? "") };
  }
}

function checkAccountSettings(config: OmaConfig): Finding[] {
  const secret = config.token === undefined ? "a password" : "a token";
  const account = ok(check, `${config.user} at ${config.base}, with ${secret}`);
  if (!config.insecureTls) return [account];
  const remedy = "Remove oma:insecureTls. For an authority of your own, set oma:caFile.";
  return [account, warn(check, "the provider does not verify the service's certificate", remedy)];
}

/** Points out settings that are meant for one run rather than for good. */
function checkRunSettings(settings: ReturnType<typeof runSettings>): Finding[] {
  const { adopt, restoreDeleted, verifyWrites, movedFrom } = settings;
  const findings: Finding[] = [];
  if (adopt) {
    const remedy = "Remove oma:adopt after the run that adopts.";
    findings.push(warn(check, "every create adopts the object that has its name", remedy));
  }
  if (restoreDeleted === "restore") {
    const remedy = "Remove oma:restoreDeleted after the run that restores.";
    findings.push(warn(check, "every create restores the deleted object that has its name", remedy));
  }
  if (restoreDeleted === "ignore") {
    const remedy = "Remove oma:restoreDeleted, unless the stack is only for tests.";
    findings.push(warn(check, "creates make empty objects where deleted ones can be restored", remedy));
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
