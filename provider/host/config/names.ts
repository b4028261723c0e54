/** Settings of an account and of its client, by their names in the stack's configuration, where `oma:` comes before them. */
const accountSettings = [
  "endpoint",
  "cluster",
  "user",
  "password",
  "token",
  "allowHttp",
  "parallel",
  "pace",
  "deadline",
  "connectTimeout",
  "idleTimeout",
  "totalTimeout",
  "caFile",
  "insecureTls",
] as const;

/** Settings of a whole run, likewise. */
export const runSettingNames = ["adopt", "restoreDeleted", "deleteLimit", "verifyWrites"] as const;

export const settingNames = [...accountSettings, ...runSettingNames];

export type Setting = (typeof settingNames)[number];

/** The variable of the environment that is made of the same words as a setting: `OMA_DELETE_LIMIT` for `deleteLimit`. */
export function variableOf(name: Setting): string {
  return `OMA_${name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;
}

/** Every variable that the provider reads: those of the settings, and those that no stack can configure. */
export const variableNames = [...settingNames.map(variableOf), "OMA_LOG", "OMA_MOVED_FROM"];
