import { OmaConfigError } from "../../oma/index.js";
import { withoutLineEnd } from "../../values.js";
import { type Setting, variableOf } from "./names.js";

/** Looks up a key of the stack's configuration, such as `oma:user`. */
export type ConfigLookup = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings that may be empty, which is the same as left out. Without any other setting, a run would go to another service, or
 * with less care, than whoever set it meant: a pipeline whose own variable has no value.
 */
const mayBeEmpty: ReadonlySet<Setting> = new Set<Setting>([
  "password",
  "token",
  "caFile",
  "parallel",
  "pace",
  "deadline",
  "connectTimeout",
  "idleTimeout",
  "totalTimeout",
]);

/** Reads settings one by one. A variable of the environment comes before the stack's configuration. */
export class SettingsReader {
  readonly #configured: ConfigLookup;
  readonly #environment: Environment;

  constructor(configured: ConfigLookup, environment: Environment) {
    this.#configured = configured;
    this.#environment = environment;
  }

  /** @throws OmaConfigError for an empty setting that must not be empty. */
  text(name: Setting): string | undefined {
    return this.#inEnvironment(name) ?? this.#inConfiguration(name);
  }

  /** Settings that belong together come from one place: half of an account from each would be no account. */
  together<Name extends Setting>(...names: readonly Name[]): (name: Name) => string | undefined {
    const isInEnvironment = names.some((name) => this.#inEnvironment(name) !== undefined);
    return (name) => (isInEnvironment ? this.#inEnvironment(name) : this.#inConfiguration(name));
  }

  /** @throws OmaConfigError for anything but one of the values. */
  choice<Value extends string>(name: Setting, values: readonly Value[]): Value | undefined {
    const text = this.text(name);
    const value = values.find((one) => one === text);
    if (text === undefined || value !== undefined) return value;
    throw this.#malformed(name, text, `Use one of ${values.join(", ")}.`);
  }

  /** @throws OmaConfigError for anything but `true` and `false`. */
  flag(name: Setting): boolean {
    return this.choice(name, ["true", "false"]) === "true";
  }

  /** @throws OmaConfigError for anything but a whole number within the bounds. */
  wholeNumber(name: Setting, least: number, most: number = Number.POSITIVE_INFINITY): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = Number.isFinite(most) ? `from ${least} to ${most}` : `from ${least} on`;
    throw this.#malformed(name, text, `Give a whole number ${range}.`);
  }

  #inEnvironment(name: Setting): string | undefined {
    const variable = variableOf(name);
    return usable(name, variable, this.#environment[variable], "unset it");
  }

  #inConfiguration(name: Setting): string | undefined {
    const key = `oma:${name}`;
    return usable(name, key, this.#configured(key), `run: pulumi config rm ${key}`);
  }

  #malformed(name: Setting, text: string, remedy: string): OmaConfigError {
    const setting = this.#inEnvironment(name) === undefined ? `oma:${name}` : variableOf(name);
    return new OmaConfigError(setting, `is "${text}"`, remedy);
  }
}

/**
 * @param place where the setting is: its key or its variable.
 * @param removal how to remove it from there.
 */
function usable(name: Setting, place: string, given: string | undefined, removal: string): string | undefined {
  if (given === undefined) return undefined;
  const text = withoutLineEnd(given);
  if (text !== "") return text;
  if (mayBeEmpty.has(name)) return undefined;
  throw new OmaConfigError(place, "is empty", `Give it a value, or ${removal}.`);
}
