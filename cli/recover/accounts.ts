import { isDefaultProvider } from "../../provider/engine-wire.js";
import { Runtime } from "../../provider/host/runtime.js";
import type { Context } from "../../provider/lifecycle/run/context.js";
import type { Deployment, StateResource } from "../../provider/recovery/state/deployment.js";
import { CommandError } from "../command.js";
import { stringIn } from "../json.js";
import type { Stack } from "../pulumi/stack.js";

/** The accounts that the resources of a state belong to, with the settings that the provider would have. */
export class Accounts {
  readonly #runtime = new Runtime();
  readonly #byProvider = new Map<string, Promise<Context>>();

  constructor(
    private readonly stack: Stack,
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

  /** Closes all connections. */
  async close(): Promise<void> {
    for (const context of await Promise.allSettled(this.#byProvider.values())) {
      if (context.status === "fulfilled") context.value.client.close();
    }
  }

  async #open(provider: string): Promise<Context> {
    const settings = isDefaultProvider(provider)
      ? await this.stack.configuration()
      : await this.stack.providerSettings(provider);
    const context = this.#runtime.contextFor((key) => settings?.[key]);
    this.#refuseOtherService(provider, context);
    return context;
  }

  #refuseOtherService(provider: string, { service }: Context): void {
    for (const resource of this.deployment.resources ?? []) {
      if (resource.provider !== provider) continue;
      const observedOn = stringIn(resource.outputs?.__oma, "service");
      if (observedOn === undefined || observedOn === service) continue;
      throw new CommandError(
        `nothing was changed. The state's objects are on ${observedOn}, but the settings lead to ${service}\nRun this with the settings of the run that was killed.`,
      );
    }
  }
}
