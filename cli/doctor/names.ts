import { runSettingNames } from "../../provider/host/config/names.js";
import { remedyOf, type UnknownName, unknownKeys, unknownVariables } from "../../provider/host/config/unknown.js";
import { type Finding, fail, warn } from "./finding.js";

const check = "config";

/** Points out settings that nothing reads. */
export function checkNames(keys: readonly string[], environment: NodeJS.ProcessEnv): Finding[] {
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
