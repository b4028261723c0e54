import type { RunSettings } from "../../lifecycle/run/settings.js";
import { type ConfigLookup, type Environment, SettingsReader } from "./reader.js";

/**
 * The settings of a whole run. The environment wins over the configuration.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function runSettings(
  configured: ConfigLookup,
  environment: Environment,
): RunSettings & {
  /** The most deletions of one run; undefined for no limit. */
  readonly deleteLimit: number | undefined;
} {
  const settings = new SettingsReader(configured, environment);
  return {
    adopt: settings.flag("adopt"),
    restoreDeleted: settings.choice("restoreDeleted", ["ask", "restore", "ignore"]) ?? "ask",
    verifyWrites: settings.choice("verifyWrites", ["security", "all", "off"]) ?? "security",
    // Not from the configuration: a refresh configures the provider from the copy that the last run left in state.
    movedFrom: environment.OMA_MOVED_FROM?.replace(/\/+$/, "") || undefined,
    deleteLimit: settings.wholeNumber("deleteLimit", 0),
  };
}
