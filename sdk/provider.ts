import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage } from "../provider/engine-wire.js";
import { runSettingNames } from "../provider/host/config/names.js";
import { nearest } from "../provider/nearest.js";
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
    refuseUnknownArguments(name, args);
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

const argumentNames: readonly string[] = [
  "endpoint",
  "cluster",
  "user",
  "password",
  "token",
  "allowHttp",
] satisfies (keyof ProviderArgs)[];

/** A JavaScript program has no compiler that would refuse these. A limit that is given here would have no effect. */
function refuseUnknownArguments(name: string, args: object): void {
  const unknown = Object.keys(args).find((argument) => !argumentNames.includes(argument));
  if (unknown === undefined) return;
  throw new pulumi.RunError(`oma.Provider ${name}: there is no argument ${unknown}.\n  ${remedyFor(unknown)}`);
}

function remedyFor(unknown: string): string {
  const ofRun: readonly string[] = runSettingNames;
  const meant = nearest(unknown, [...argumentNames, ...ofRun]);
  if (meant === undefined) return `The arguments are ${argumentNames.join(", ")}.`;
  return ofRun.includes(meant)
    ? `Set oma:${meant} in the stack's configuration. It holds for the whole run.`
    : `Did you mean ${meant}?`;
}
