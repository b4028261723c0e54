import { nearest } from "../../nearest.js";
import { OmaConfigError } from "../../oma/index.js";
import { settingNames, variableNames, variableOf } from "./names.js";
import type { Environment } from "./reader.js";

/** A name that looks like a setting, and that nothing reads. */
export interface UnknownName {
  readonly name: string;
  /** The setting that may be meant. */
  readonly meant: string | undefined;
  /** Whether a run with it is refused. */
  readonly isRefused: boolean;
}

const keyPrefix = "oma:";
const variablePrefix = "OMA_";

/**
 * Settings without which a run is less careful. A pipeline whose variable is misspelt would run without the care that it asked
 * for, so these spellings are refused. Other unknown variables may be the program's own, such as those of `passwordFrom`.
 */
const careful: ReadonlySet<string> = new Set([variableOf("deleteLimit"), variableOf("verifyWrites")]);

/** @param keys of the stack's configuration, of every namespace. */
export function unknownKeys(keys: readonly string[]): UnknownName[] {
  const ours = keys.filter((key) => key.startsWith(keyPrefix)).map((key) => key.slice(keyPrefix.length));
  return ours
    .filter((name) => !(settingNames as readonly string[]).includes(name))
    .map((name) => {
      const meant = prefixed(keyPrefix, nearest(name, settingNames));
      return { name: keyPrefix + name, meant, isRefused: true };
    });
}

export function unknownVariables(environment: Environment): UnknownName[] {
  const known = variableNames.map((name) => name.slice(variablePrefix.length));
  const ours = Object.keys(environment).filter((name) => name.startsWith(variablePrefix));
  return ours
    .filter((name) => !variableNames.includes(name))
    .map((name) => {
      const meant = prefixed(variablePrefix, nearest(name.slice(variablePrefix.length), known));
      return { name, meant, isRefused: meant !== undefined && careful.has(meant) };
    });
}

/**
 * @param keys of the stack's configuration, of every namespace.
 * @throws OmaConfigError naming every unknown key, and every variable whose spelling turns off a care.
 */
export function refuseUnknown(keys: readonly string[], environment: Environment): void {
  const unknown = [...unknownKeys(keys), ...unknownVariables(environment)].filter(({ isRefused }) => isRefused);
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => name).join(", ");
  throw new OmaConfigError(names, "no such setting", unknown.map(remedyOf).join(" "));
}

/** What to do about an unknown name: whole sentences. */
export function remedyOf({ name, meant }: UnknownName): string {
  const remove = name.startsWith(keyPrefix) ? `run: pulumi config rm ${name}` : `unset ${name}`;
  return meant === undefined ? `${capitalised(remove)}.` : `Did you mean ${meant}? Set that, and ${remove}.`;
}

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : prefix + name;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
