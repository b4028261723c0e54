import * as pulumi from "@pulumi/pulumi";
import { refuseMalformed } from "../provider/host/config/client-settings.js";
import { runSettingNames } from "../provider/host/config/names.js";
import { runSettings } from "../provider/host/config/run-settings.js";
import { refuseUnknown } from "../provider/host/config/unknown.js";
import { OmaError } from "../provider/oma/index.js";

/** By the engine's monitor, which each run has one of: what is wrong with the settings, or that they are good. */
const verdicts = new WeakMap<object, pulumi.RunError | "good">();

/**
 * Refuses settings that are unknown, empty or malformed before the program declares anything, so that the engine shows the fault
 * once and not for each resource. Only the program can see all keys: the host can look one up, and knows none.
 *
 * @throws RunError, which ends the program without a stack.
 */
export function refuseBadSettings(): void {
  const monitor = pulumi.runtime.getMonitor();
  const verdict = (monitor && verdicts.get(monitor)) ?? judge();
  if (monitor !== undefined) verdicts.set(monitor, verdict);
  if (verdict !== "good") throw verdict;
}

function judge(): pulumi.RunError | "good" {
  const settings = pulumi.runtime.allConfig();
  const configured = (key: string) => settings[key];
  try {
    refuseUnknown(Object.keys(settings), process.env);
    runSettings(configured, process.env);
    refuseMalformed(configured, process.env);
    return "good";
  } catch (error) {
    if (error instanceof OmaError) return new pulumi.RunError(error.message);
    throw error;
  }
}

/** The settings of the whole run, by their keys. The engine hands them to resources without a provider of their own alone. */
export function configuredRunSettings(): Record<string, string | undefined> {
  const settings = pulumi.runtime.allConfig();
  return Object.fromEntries(runSettingNames.map((name) => [`oma:${name}`, settings[`oma:${name}`]]));
}
