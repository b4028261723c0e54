import * as pulumi from "@pulumi/pulumi";

/** Who calls, and where: the arguments of an explicit {@link Provider}. Each has the meaning of the `oma:` setting of its name. */
export interface ProviderArgs {
  /** Base address of the service, such as `https://admin.a.hostedemail.com/api`. Either this or `cluster`. */
  endpoint?: pulumi.Input<string> | undefined;
  /** Cluster of the account. */
  cluster?: pulumi.Input<"a" | "b" | "test"> | undefined;
  /** Address of the admin. */
  user: pulumi.Input<string>;
  /** Password of the admin; always a secret. Either this or `token`. */
  password?: pulumi.Input<string> | undefined;
  /** Session token of the admin; always a secret. */
  token?: pulumi.Input<string> | undefined;
  /** Whether an `http:` endpoint outside of this machine is allowed. Default false. */
  allowHttp?: pulumi.Input<boolean> | undefined;
}

/**
 * A second account in the same program: pass it as `provider` in the options of the resources that belong to it.
 *
 * `OMA_*` environment variables win over these arguments too, so leave those unset in a program with two accounts. The engine
 * keeps the arguments in state, the password and the token encrypted.
 */
export class Provider extends pulumi.ProviderResource {
  /** What the look-ups of the program ask with; the host gets the same from the engine. */
  readonly settings: pulumi.Output<Readonly<Record<string, string | undefined>>>;

  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const allowHttp = args.allowHttp === undefined ? undefined : pulumi.output(args.allowHttp).apply(String);
    const settings: Record<string, pulumi.Input<string> | undefined> = {
      "oma:endpoint": args.endpoint,
      "oma:cluster": args.cluster,
      "oma:user": args.user,
      "oma:password": args.password === undefined ? undefined : pulumi.secret(args.password),
      "oma:token": args.token === undefined ? undefined : pulumi.secret(args.token),
      "oma:allowHttp": allowHttp,
    };
    super("pulumi-nodejs", name, settings, opts);
    this.settings = pulumi.output(settings);
  }
}
