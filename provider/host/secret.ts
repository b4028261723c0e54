/** How the engine's RPC marks a value as secret (`runtime/rpc` of @pulumi/pulumi). */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Wraps a value so that the engine encrypts it in state and masks it in output. */
export function secret(value: unknown): Record<string, unknown> {
  return { [signature]: secretSignature, value };
}
