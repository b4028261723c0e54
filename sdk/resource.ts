import * as pulumi from "@pulumi/pulumi";
import { providerKey, typeToken } from "../provider/engine-wire.js";
import { alwaysUnknown, previewSignal } from "../provider/host/preview-signal.js";
import { encryptForProvider } from "../provider/host/secret-transport.js";
import { kinds } from "../provider/kinds/index.js";
import type { KindName } from "../provider/kinds/kind.js";
import { hideResponses } from "./debug-events.js";
import { importRefused } from "./import.js";
import { isMocked } from "./mocks.js";
import { refuseBadSettings } from "./settings.js";
import { inSeconds } from "./time.js";

/**
 * The code of a resource that the engine keeps in state and hands to its dynamic-provider host: a constant that loads
 * `pulumi-oma/provider` of the installed package. It captures nothing of the program, and old state always runs new code.
 *
 * `createRequire` also finds the package from inside itself. A plain `require` of the host does not. Every resource has the
 * constant in state twice, so it is at most 260 bytes long. The host prints the name and the stack of an error, hence neither.
 */
function implementation(kind: KindName): string {
  return `exports.handler=()=>{let c=process.cwd(),r=require("module").createRequire(c+"/"),p="pulumi-oma",e;try{r.resolve(p)}catch{e=Error(p+" is not installed: add it to package.json in "+c);e.name=e.stack="";throw e}return r(p+"/provider").handler("${kind}")}`;
}

/** Encrypts a secret, so that no log of the engine shows it. Anything but a string is left for the provider's check to refuse. */
function encrypted(secret: unknown): pulumi.Output<unknown> {
  return pulumi
    .secret(secret as pulumi.Input<string>)
    .apply((text) => (typeof text === "string" ? encryptForProvider(text) : text));
}

/** The inputs as the engine gets them: with the secrets encrypted, and with the code of the resource. */
function forEngine(kind: KindName, inputs: pulumi.Inputs, secrets: readonly string[]): pulumi.Inputs {
  const given = secrets.filter((secret) => inputs[secret] !== undefined);
  const hidden = Object.fromEntries(given.map((secret) => [secret, encrypted(inputs[secret])]));
  return { ...inputs, ...hidden, [providerKey]: implementation(kind) };
}

/** Base of all resources of this package. */
export abstract class OmaResource extends pulumi.CustomResource {
  /**
   * @param kind name of the kind, such as `User`.
   * @param outputs names of the properties that the class offers to programs.
   * @param secrets names of the arguments that are secret even if the program does not say so.
   * @throws RunError for the resource option `import`, and for an invalid Date.
   */
  constructor(
    kind: KindName,
    name: string,
    args: object | undefined,
    opts: pulumi.CustomResourceOptions | undefined,
    outputs: readonly string[],
    secrets: readonly string[],
  ) {
    refuseBadSettings();
    if (opts?.import !== undefined) throw importRefused(kind, name);
    const inputs: pulumi.Inputs = { ...Object.fromEntries(outputs.map((output) => [output, undefined])), ...args };
    for (const [time, { value }] of Object.entries(kinds[kind].attributes)) {
      if (value.shape === "time") inputs[time] = inSeconds(`${kind} "${name}": ${time}`, inputs[time]);
    }
    hideResponses();
    // A look-up by id reads, and a preview reads the same as an up.
    const signal = opts?.id === undefined ? previewSignal(pulumi.runtime.isDryRun()) : {};
    // A unit test is to read what the program gave, and there is no engine that could log it.
    const sent = isMocked() ? inputs : { ...forEngine(kind, inputs, secrets), ...signal };
    super(typeToken(kind), name, sent, secrets.length > 0 ? withHiddenDiffs(opts) : opts);
  }
}

/** The engine leaves what previews do not know out of what it shows as changed. */
function withHiddenDiffs(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  return { ...opts, hideDiffs: [...(opts.hideDiffs ?? []), alwaysUnknown] };
}
