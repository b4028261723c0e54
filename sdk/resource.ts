import * as pulumi from "@pulumi/pulumi";
import { providerKey, typeToken } from "../provider/engine-wire.js";
import { encryptForProvider } from "../provider/host/secret-transport.js";

/**
 * What the engine hands to its dynamic-provider host, and keeps in state, as the implementation of a resource: a constant
 * that loads the installed package. Nothing of the program is captured in it, and old state always runs new code.
 *
 * `createRequire` also finds the package from inside itself, which a plain `require` from the host does not.
 */
function implementation(kind: string): string {
  return `exports.handler=()=>require("module").createRequire(process.cwd()+"/")("pulumi-oma/provider").handler("${kind}")`;
}

/** A secret that no log of the engine shows. Anything but a text is left for the provider's check to refuse. */
function handed(value: unknown): pulumi.Output<unknown> {
  return pulumi
    .secret(value as pulumi.Input<string>)
    .apply((text) => (typeof text === "string" ? encryptForProvider(text) : text));
}

/** Base of all resources of this package. */
export abstract class OmaResource extends pulumi.CustomResource {
  /**
   * @param outputs names of the properties that the class offers to programs.
   * @param secrets names of the arguments that are secret whatever the program says.
   */
  constructor(
    kind: string,
    name: string,
    args: object | undefined,
    opts: pulumi.CustomResourceOptions | undefined,
    outputs: readonly string[],
    secrets: readonly string[],
  ) {
    const inputs: pulumi.Inputs = { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...args };
    for (const secret of secrets) {
      if (inputs[secret] !== undefined) inputs[secret] = handed(inputs[secret]);
    }
    super(typeToken(kind), name, { ...inputs, [providerKey]: implementation(kind) }, opts);
  }
}
