import { dynamicPackage } from "../../provider/engine-wire.js";
import { variableOf } from "../../provider/host/config/names.js";
import { CommandError } from "../command.js";
import { plainString, readExport } from "../pulumi/export.js";
import type { Settings, Stack } from "../pulumi/stack.js";
import { type Finding, warn } from "./finding.js";

const key = "oma:deleteLimit";
const variable = variableOf("deleteLimit");

/**
 * Compares the limit on deletions with the copy that the last `up` left in state. A destroy runs no program, so the engine configures
 * the provider from that copy, and a limit that was set since is not there.
 */
export async function checkRecordedLimit(
  stack: Stack,
  configured: Settings,
  environment: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  if (configured[key] === undefined || environment[variable] !== undefined) return [];
  const recorded = await recordedLimits(stack);
  if (recorded.every((limit) => limit === configured[key])) return [];
  const message = `the last up ran with another ${key}, and a destroy would run with that`;
  return [warn("config", message, `Set ${variable} for a destroy, or give it --run-program.`)];
}

/** Of each provider in state. None when the state cannot be read: another check says so. */
async function recordedLimits(stack: Stack): Promise<(string | undefined)[]> {
  try {
    const { deployment } = readExport(await stack.export());
    const providers = (deployment.resources ?? []).filter(({ type }) => type === `pulumi:providers:${dynamicPackage}`);
    return providers.map(({ inputs }) => plainString(inputs?.[key]));
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}
