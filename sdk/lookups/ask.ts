import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../provider/lifecycle/run/context.js";
import type { Members } from "../../provider/lookups/metadata.js";
import { isMocked, mockToken } from "../mocks.js";
import type { Provider } from "../provider.js";
import { refuseBadSettings } from "../settings.js";
import { currentRun } from "./program-run.js";

/** Which account a look-up asks, and when. */
export interface LookupOptions {
  /** The account to ask. Default: that of the stack's configuration and the environment. */
  provider?: Provider | undefined;
  /**
   * Resources that must exist before the service is asked. In a preview that would create one of them, the answer is unknown.
   * An output of such a resource as argument is not enough: previews show most outputs as known.
   */
  dependsOn?: pulumi.CustomResource | readonly pulumi.CustomResource[] | undefined;
}

/**
 * Asks the service from within the program. The same question to the same account is asked once in a run. As long as an
 * argument is not known, as in a preview, neither is the answer.
 *
 * @param name of the function that the program called.
 * @param args of that function; any part may be the output of a resource.
 * @param invoke how a unit test is asked in place of the service, with `mocks.call`.
 */
export function ask<Answer>(
  name: string,
  args: object,
  options: LookupOptions,
  answer: (context: Context, args: Members) => Promise<unknown>,
  invoke: (token: string, args: Members, options: pulumi.InvokeOptions) => Promise<Answer> = pulumi.runtime.invoke,
): pulumi.Output<Answer> {
  refuseBadSettings();
  // The one output that a preview does not make up.
  const ids = pulumi.all([options.dependsOn ?? []].flat().map(({ id }) => id));
  if (isMocked()) {
    const { provider } = options;
    return pulumi
      .all([pulumi.output(args), ids])
      .apply(([known]) => invoke(mockToken(name), { ...known }, provider === undefined ? {} : { provider }));
  }
  const run = currentRun();
  return pulumi.all([settingsOf(options), pulumi.output(args), ids]).apply(([settings, known]) =>
    run.ask<Answer>(
      (key) => settings[key],
      JSON.stringify([name, known]),
      (context) => answer(context, { ...known }),
    ),
  );
}

type Settings = Readonly<Record<string, string | undefined>>;

/** The settings of the account, once they are known. The secret password among them does not make the answers secret. */
function settingsOf({ provider }: LookupOptions): pulumi.Output<Settings> {
  return provider === undefined ? pulumi.output(pulumi.runtime.allConfig()) : pulumi.unsecret(provider.settings);
}
