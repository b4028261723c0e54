import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage } from "../provider/engine-wire.js";
import { hideResponses } from "./debug-events.js";
import { configuredRunSettings, refuseBadSettings } from "./settings.js";

/** An account: the arguments of an explicit {@link Provider}. Each means the same as the `oma:` setting of its name. */
export interface ProviderArgs {
  /** Base address of the service, such as `https://admin.a.hostedemail.com/api`. Set either this or `cluster`. */
  endpoint?: pulumi.Input<string> | undefined;
  /** Cluster of the account. Set either this or `endpoint`. */
  cluster?: pulumi.Input<"a" | "b" | "test"> | undefined;
  /** Address of the admin. */
  user: pulumi.Input<string>;
  /** Password of the admin. Always a secret. Set either this or `token`. */
  password?: pulumi.Input<string> | undefined;
  /** Session token of the admin. Always a secret. Set either this or `password`. */
  token?: pulumi.Input<string> | undefined;
  /** Whether `endpoint` may be an `http:` address outside of this machine. Default: false. */
  allowHttp?: pulumi.Input<boolean> | undefined;
}

/**
 * A second account in the same program. Pass it as `provider` in the options of the resources and look-ups that belong to it.
 *
 * Settings of the whole run (`oma:adopt`, `oma:deleteLimit`, `oma:verifyWrites`) hold for its resources too.
 *
 * `OMA_*` environment variables win over these arguments, so unset them in a program with two accounts. The engine keeps the
 * arguments in state, and encrypts the password and the token there.
 */
export class Provider extends pulumi.ProviderResource {
  /** The arguments by `oma:` setting, for look-ups. The host gets the same from the engine. */
  readonly settings: pulumi.Output<Readonly<Record<string, string | undefined>>>;

  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    refuseBadSettings();
    const allowHttp = args.allowHttp === undefined ? undefined : pulumi.output(args.allowHttp).apply(String);
    const settings: Record<string, pulumi.Input<string> | undefined> = {
      ...configuredRunSettings(),
      "oma:endpoint": args.endpoint,
      "oma:cluster": args.cluster,
      "oma:user": args.user,
      "oma:password": args.password === undefined ? undefined : pulumi.secret(args.password),
      "oma:token": args.token === undefined ? undefined : pulumi.secret(args.token),
      "oma:allowHttp": allowHttp,
    };
    hideResponses();
    super(dynamicPackage, name, settings, opts);
    this.settings = pulumi.output(settings);
  }
}
