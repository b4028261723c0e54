/**
 * Marks an object that stands for a special value of the engine, in its RPC and in an export of state (source: `specialSigKey`
 * in `runtime/rpc` of @pulumi/pulumi).
 */
export const specialSignature = "4dabf18193072939515e22adb298388d";
/** The mark of a secret (source: `specialSecretSig`, ibid.). */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Wraps a value so that the engine encrypts it in state and masks it in output. */
export function secret(value: unknown): Record<string, unknown> {
  return { [specialSignature]: secretSignature, value };
}

/** Stands for any value that is not known yet. A provider may return it from the check of a preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * In previews the engine sends these texts in place of values that are not known yet (one
 * for each type of value; source: the Go SDK's `resource/plugin/rpc.go`).
 */
export const unknownValues: ReadonlySet<unknown> = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Whether a value is not known yet, as a whole or in part. */
export function isUnknown(value: unknown): boolean {
  if (unknownValues.has(value)) return true;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(isUnknown);
}

/** The reserved property that holds the implementation of a dynamic resource (source: `dynamic` of @pulumi/pulumi). */
export const providerKey = "__provider";

/** The package that the engine counts every dynamic resource of Node.js to. */
export const dynamicPackage = "pulumi-nodejs";
const typePrefix = `${dynamicPackage}:dynamic/oma:`;
const ofThisPackage = new RegExp(`^${typePrefix}(\\w+)$`);
const defaultProvider = new RegExp(`::pulumi:providers:${dynamicPackage}::default[^:]*::`);

/** The resource type by which the engine knows a kind. */
export function typeToken(kind: string): string {
  return `${typePrefix}${kind}`;
}

/** The name of the kind that the engine knows by this resource type; undefined for types of other packages. */
export function kindOfType(type: string): string | undefined {
  return ofThisPackage.exec(type)?.[1];
}

/**
 * Whether resources of this provider have the stack's configuration for settings, and not those of an explicit provider.
 *
 * @param provider a provider's URN, two colons and its id.
 */
export function isDefaultProvider(provider: string): boolean {
  return defaultProvider.test(provider);
}
