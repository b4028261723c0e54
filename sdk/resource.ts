import * as pulumi from "@pulumi/pulumi";
import { providerKey, typeToken } from "../provider/engine-wire.js";
import { alwaysUnknown, previewSignal } from "../provider/host/preview-signal.js";
import { encryptForProvider } from "../provider/host/secret-transport.js";
import { hideResponses } from "./debug-events.js";

/**
 * The code of a resource that the engine keeps in state and hands to its dynamic-provider host: a constant that loads the
 * installed package. It captures nothing of the program, and old state always runs new code.
 *
 * `createRequire` also finds the package from inside itself. A plain `require` of the host does not.
 */
function implementation(kind: string): string {
  return `exports.handler=()=>require("module").createRequire(process.cwd()+"/")("pulumi-oma/provider").handler("${kind}")`;
}

/** Encrypts a secret, so that no log of the engine shows it. Anything but a string is left for the provider's check to refuse. */
function encrypted(secret: unknown): pulumi.Output<unknown> {
  return pulumi
    .secret(secret as pulumi.Input<string>)
    .apply((text) => (typeof text === "string" ? encryptForProvider(text) : text));
}

/** Base of all resources of this package. */
export abstract class OmaResource extends pulumi.CustomResource {
  /**
   * @param kind name of the kind, such as `User`.
   * @param outputs names of the properties that the class offers to programs.
   * @param secrets names of the arguments that are secret even if the program does not say so.
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
      if (inputs[secret] !== undefined) inputs[secret] = encrypted(inputs[secret]);
    }
    hideResponses();
    // A look-up by id reads, and a preview reads the same as an up.
    const signal = opts?.id === undefined ? previewSignal(pulumi.runtime.isDryRun()) : {};
    const ours = { ...signal, [providerKey]: implementation(kind) };
    super(typeToken(kind), name, { ...inputs, ...ours }, secrets.length > 0 ? withHiddenDiffs(opts) : opts);
  }
}

/** The engine leaves what previews do not know out of what it shows as changed. */
function withHiddenDiffs(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  return { ...opts, hideDiffs: [...(opts.hideDiffs ?? []), alwaysUnknown] };
}
