import type { Kind } from "../../kinds/kind.js";
import { SecretUnavailableError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import { programNameOf } from "../state/codec.js";
import type { Desired } from "../state/state.js";
import type { Fingerprinted } from "./fingerprinted.js";
import { isRenewed, isSecretText, textAt } from "./source.js";

type Secrets = Pick<Desired, "fingerprints" | "sources">;
const nothing: Secrets = { fingerprints: {}, sources: {} };

/**
 * The clear text of the declared secrets that differ, or may differ, from those last written, under wire names.
 *
 * @throws SecretUnavailableError when a text is not available, before anything is written.
 */
export function secretsToWrite(
  context: Context,
  kind: Kind,
  desired: Desired,
  written: Secrets = nothing,
): Record<string, string> {
  const names = Object.keys({ ...desired.fingerprints, ...desired.sources });
  return Object.fromEntries(
    names.flatMap((wire) => {
      const text = textToWrite(context, kind, desired, wire, written);
      return text === undefined ? [] : [[wire, text]];
    }),
  );
}

function textToWrite(
  context: Context,
  kind: Kind,
  desired: Desired,
  wire: string,
  written: Secrets,
): string | undefined {
  const last = written.fingerprints[wire];
  const fingerprinted = desired.fingerprints[wire];
  if (fingerprinted !== undefined) {
    return isSame(fingerprinted, last) ? undefined : textOf(context, kind, desired, wire, fingerprinted);
  }
  const source = desired.sources[wire];
  if (source === undefined || !isRenewed(written.sources[wire], source)) return undefined;
  const found = textAt(source);
  if (!isSecretText(found)) {
    const name = programNameOf(kind, wire, desired.sources);
    throw new SecretUnavailableError(
      kind.displayName(desired.identity),
      name,
      found.why,
      "Nothing was written. Correct this and run again.",
    );
  }
  // From now on the version says when the secret changes. The last one is still known by its fingerprint.
  return isSame(context.vault.fingerprint(found.text, last), last) ? undefined : found.text;
}

function isSame({ fingerprint }: Fingerprinted, last: Fingerprinted | undefined): boolean {
  return fingerprint !== undefined && fingerprint === last?.fingerprint;
}

function textOf(context: Context, kind: Kind, desired: Desired, wire: string, { fingerprint }: Fingerprinted): string {
  const text = fingerprint === undefined ? undefined : context.vault.textOf(fingerprint);
  if (text !== undefined) return text;
  const name = programNameOf(kind, wire, desired.sources);
  throw new SecretUnavailableError(
    kind.displayName(desired.identity),
    name,
    `${name} must be written, but only its fingerprint is available`,
    `State keeps no secrets. Declare ${name} in the program without ignoreChanges for it, and run again.`,
  );
}
