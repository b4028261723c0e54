import { sealedKey } from "../lifecycle/secrets/fingerprinted.js";

/**
 * The input by which the program tells the provider that the run is a preview: the engine does not tell the dynamic host. Check
 * removes it.
 */
const previewKey = "__preview";

/** What the program adds to the inputs of a resource. */
export function previewSignal(isPreview: boolean): Record<string, unknown> {
  return isPreview ? { [previewKey]: true } : {};
}

/** The inputs without the signal, and whether it was there. */
export function receivePreviewSignal(inputs: Readonly<Record<string, unknown>>): {
  readonly isPreview: boolean;
  readonly inputs: Record<string, unknown>;
} {
  const { [previewKey]: signal, ...others } = inputs;
  return { isPreview: signal === true, inputs: others };
}

/** The input that no preview knows, of the kinds with secrets. */
export const alwaysUnknown = sealedKey;
