import type { Kind } from "../../kinds/kind.js";
import { wireName } from "../../kinds/names.js";
import { OmaError } from "../../oma/index.js";
import type { Context } from "../run/context.js";
import { programNameOf } from "../state/codec.js";
import type { Desired } from "../state/state.js";
import { isRenewed, textAt } from "./source.js";

type Secrets = Pick<Desired, "fingerprints" | "sources">;
const nothing: Secrets = { fingerprints: {}, sources: {} };

/** The clear text of the declared secrets that differ, or may differ, from those last written, under the wire's names. */
export function secretsToWrite(
  context: Context,
  kind: Kind,
  desired: Desired,
  written: Secrets = nothing,
): Record<string, string> {
  const names = Object.keys({ ...desired.fingerprints, ...desired.sources });
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textToWrite(context, kind, desired, name, written);
      return text === undefined ? [] : [[wireName(name), text]];
    }),
  );
}

function textToWrite(
  context: Context,
  kind: Kind,
  desired: Desired,
  name: string,
  written: Secrets,
): string | undefined {
  const last = written.fingerprints[name];
  const print = desired.fingerprints[name];
  if (print !== undefined) return print === last ? undefined : open(context, kind, desired, name, print);
  const source = desired.sources[name];
  if (source === undefined || !isRenewed(written.sources[name], source)) return undefined;
  const found = textAt(source);
  if ("why" in found) {
    throw new OmaError("OMA_SECRET_NOT_AT_HAND", found.why, {
      object: kind.displayName(desired.identity),
      attribute: programNameOf(kind, wireName(name), desired.sources),
      remedy: "Nothing was written. Mend this and run again.",
    });
  }
  // From now on its version says when it changes; what was written last is still known by its fingerprint.
  return last !== undefined && context.vault.seal(found.text, last) === last ? undefined : found.text;
}

function open(context: Context, kind: Kind, desired: Desired, name: string, fingerprint: string): string {
  const text = context.vault.open(fingerprint);
  if (text !== undefined) return text;
  const called = programNameOf(kind, wireName(name), desired.sources);
  throw new OmaError("OMA_SECRET_NOT_AT_HAND", `${called} has to be written, but only its fingerprint is at hand`, {
    object: kind.displayName(desired.identity),
    attribute: called,
    remedy: `State keeps no secrets. Declare ${called} in the program (without ignoreChanges for it) and run again.`,
  });
}
