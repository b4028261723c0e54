import { sourceName } from "../../kinds/attribute.js";
import { isRecord, type Values } from "../../values.js";

/** What state knows of a secret: the clear text stays in the process. */
export interface Fingerprinted {
  /** Salted hash of the text. Undefined where only the revision is known: in previews, and of a secret whose changes are ignored. */
  readonly fingerprint?: string;
  /** Which text of this resource it is: the first one is 1, and each other text counts one up. */
  readonly revision: number;
}

/**
 * The input that holds the fingerprints of the resource's secrets, by their names. In the place of the secret itself, or beside
 * its source, stands only {@link revisionOf} it: when a saved plan no longer fits, the engine prints the inputs that changed,
 * secret or not.
 */
export const sealedKey = "__sealed";

/** What an input shows of a secret. Nobody writes that name by mistake for the `version` of a source. */
export function revisionOf({ revision }: Fingerprinted): { readonly textRevision: number } {
  return { textRevision: revision };
}

/** Whether a value stands for a secret that an earlier run checked. */
export function isFingerprinted(value: unknown): boolean {
  return fingerprintedFrom(value) !== undefined;
}

/** What the inputs of a resource know of one of its secrets, whether the program gave it itself or by a source. */
export function fingerprintIn(inputs: Values, name: string): Fingerprinted | undefined {
  const sealed = inputs[sealedKey];
  const places = [isRecord(sealed) ? sealed[name] : undefined, inputs[name], inputs[sourceName(name)]];
  return places.map(fingerprintedFrom).find((found) => found !== undefined);
}

/** State that an earlier release wrote has a fingerprint without a revision: that is the first one. */
export function fingerprintedFrom(value: unknown): Fingerprinted | undefined {
  if (!isRecord(value)) return undefined;
  const { fingerprint, revision, textRevision } = value;
  if (typeof fingerprint === "string") return { fingerprint, revision: typeof revision === "number" ? revision : 1 };
  return typeof textRevision === "number" ? { revision: textRevision } : undefined;
}
