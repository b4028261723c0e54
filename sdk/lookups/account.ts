import * as pulumi from "@pulumi/pulumi";
import { runtime } from "../../provider/host/runtime.js";
import type { Context } from "../../provider/lifecycle/run/context.js";
import type { Provider } from "../provider.js";

/** Which account a question goes to. */
export interface LookupOptions {
  /** Left out: the account of the stack's configuration and the environment. */
  provider?: Provider | undefined;
  /**
   * Resources that have to be there first, and whose answer is unknown in a preview that would create them. An output of such
   * a resource as argument is not enough: previews show most of them as known.
   */
  dependsOn?: pulumi.CustomResource | readonly pulumi.CustomResource[] | undefined;
}

type Settings = Readonly<Record<string, string | undefined>>;

/**
 * The account's settings, when they are known: those of a provider may be outputs. What an account answers is no secret
 * because its password is one.
 */
export function settingsOf({ provider }: LookupOptions): pulumi.Output<Settings | undefined> {
  return provider === undefined ? pulumi.output(undefined) : pulumi.unsecret(provider.settings);
}

let asking = 0;

/**
 * Asks with the client of an account, which all questions of the program share.
 *
 * @throws OmaConfigError when a setting is missing or malformed.
 */
export async function withAccount<T>(
  settings: Settings | undefined,
  ask: (context: Context) => Promise<T>,
): Promise<T> {
  const context = runtime.contextFor((key) => (settings === undefined ? pulumi.runtime.getConfig(key) : settings[key]));
  asking += 1;
  try {
    return await ask(context);
  } finally {
    asking -= 1;
    // A program ends when nothing is left to do, and an open connection would be something.
    if (asking === 0) context.client.close();
  }
}
