import type { RestoreDeleted, RunSettings, VerifyWrites } from "../../lifecycle/run/settings.js";
import { OmaConfigError } from "../../oma/index.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the settings of a whole run, by their names in the stack's configuration. */
const variables = {
  adopt: "OMA_ADOPT",
  deleteLimit: "OMA_DELETE_LIMIT",
  restoreDeleted: "OMA_RESTORE_DELETED",
  verifyWrites: "OMA_VERIFY_WRITES",
} as const;

/**
 * The settings of a whole run. The environment wins over the configuration.
 *
 * @throws OmaConfigError naming the setting and the remedy.
 */
export function runSettings(
  configured: (key: string) => string | undefined,
  environment: Environment,
): RunSettings & { readonly deleteLimit: number | undefined } {
  const setting = (name: keyof typeof variables) =>
    environment[variables[name]] || configured(`oma:${name}`) || undefined;
  const adopt = choice("adopt", setting("adopt") ?? "false", ["true", "false"]);
  const restoreDeleted = choice<RestoreDeleted>("restoreDeleted", setting("restoreDeleted") ?? "ask", [
    "ask",
    "restore",
    "ignore",
  ]);
  const verifyWrites = choice<VerifyWrites>("verifyWrites", setting("verifyWrites") ?? "security", [
    "security",
    "all",
    "off",
  ]);
  // Not from the configuration: a refresh configures the provider from the copy that the last run left in state.
  const movedFrom = environment.OMA_MOVED_FROM?.replace(/\/+$/, "") || undefined;
  return {
    adopt: adopt === "true",
    restoreDeleted,
    verifyWrites,
    movedFrom,
    deleteLimit: deleteLimit(setting("deleteLimit")),
  };
}

function choice<T extends string>(name: string, text: string, values: readonly T[]): T {
  if ((values as readonly string[]).includes(text)) return text as T;
  throw new OmaConfigError(`oma:${name}`, `is "${text}"`, `Use one of ${values.join(", ")}.`);
}

/** The most deletions of one run; undefined for no limit. */
function deleteLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) {
    throw new OmaConfigError(
      "oma:deleteLimit",
      `is "${text}"`,
      "Give a whole number, 0 or more, or remove the setting.",
    );
  }
  return Number(text);
}
