import * as pulumi from "@pulumi/pulumi";
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
export function settingsOf({ provider }: LookupOptions): pulumi.Output<Settings> {
  return provider === undefined ? pulumi.output(pulumi.runtime.allConfig()) : pulumi.unsecret(provider.settings);
}
