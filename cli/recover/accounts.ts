import { Runtime } from "../../provider/host/runtime.js";
import type { Context } from "../../provider/lifecycle/run/context.js";
import type { Deployment, StateResource } from "../../provider/recovery/deployment.js";
import { CommandError } from "../command-error.js";
import { stackConfiguration } from "../doctor/configuration.js";
import { here } from "../doctor/surroundings.js";
import type { EngineStack } from "../pulumi/stack.js";

type Settings = Readonly<Record<string, string>>;

/** The accounts that the resources of a state belong to, with the settings that the provider would have. */
export class Accounts {
  readonly #runtime = new Runtime();
  readonly #byProvider = new Map<string, Promise<Context>>();

  constructor(
    private readonly stack: EngineStack,
    private readonly deployment: Deployment,
  ) {}

  /**
   * @throws OmaConfigError when a setting is missing or malformed.
   * @throws CommandError when the account's service is not the one that the state's objects are on: everything would seem to
   * be missing there.
   */
  of({ provider = "" }: StateResource): Promise<Context> {
    const known = this.#byProvider.get(provider) ?? this.#open(provider);
    this.#byProvider.set(provider, known);
    return known;
  }

  /** Lets go of all connections. */
  async close(): Promise<void> {
    for (const context of await Promise.allSettled(this.#byProvider.values())) {
      if (context.status === "fulfilled") context.value.client.close();
    }
  }

  async #open(provider: string): Promise<Context> {
    const settings = isDefault(provider)
      ? await stackConfiguration(here(), ...this.stack.flags)
      : await this.#settingsOf(provider);
    const context = this.#runtime.contextFor((key) => settings?.[key]);
    this.#refuseElsewhere(provider, context);
    return context;
  }

  /** An explicit provider has settings of its own; its password is encrypted in the state. */
  async #settingsOf(provider: string): Promise<Settings> {
    const { deployment } = await this.stack.exportWithSecrets();
    const declared = deployment.resources?.find(({ urn, id }) => `${urn}::${id}` === provider);
    const texts = Object.entries(declared?.inputs ?? {}).map(([key, value]) => [key, textOf(value)] as const);
    return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  #refuseElsewhere(provider: string, { service }: Context): void {
    for (const resource of this.deployment.resources ?? []) {
      if (resource.provider !== provider) continue;
      const seenOn = (resource.outputs?.__oma as { service?: string } | undefined)?.service;
      if (seenOn === undefined || seenOn === service) continue;
      throw new CommandError(
        `nothing was changed. The state's objects are on ${seenOn}, and the settings here lead to ${service}\nRun this with the settings of the run that was interrupted.`,
        1,
      );
    }
  }
}

function isDefault(provider: string): boolean {
  return /::pulumi:providers:pulumi-nodejs::default[^:]*::/.test(provider);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  // A secret of an export with secrets: its text as JSON.
  const { plaintext } = (value ?? {}) as { plaintext?: string };
  const text: unknown = plaintext === undefined ? undefined : JSON.parse(plaintext);
  return typeof text === "string" ? text : undefined;
}
