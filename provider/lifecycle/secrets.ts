import type { Kind } from "../kinds/kind.js";
import { wireName } from "../kinds/names.js";
import { OmaError } from "../oma/index.js";
import type { Context } from "./context.js";
import type { Declared } from "./state.js";

/** The clear text of the declared secrets that differ from those last written, under the wire's names. */
export function secretsToWrite(
  context: Context,
  kind: Kind,
  declared: Declared,
  written: Readonly<Record<string, string>>,
): Record<string, string> {
  const changed = Object.entries(declared.sealed).filter(([name, fingerprint]) => written[name] !== fingerprint);
  return Object.fromEntries(
    changed.map(([name, fingerprint]) => [wireName(name), open(context, kind, declared, name, fingerprint)]),
  );
}

function open(context: Context, kind: Kind, declared: Declared, name: string, fingerprint: string): string {
  const text = context.vault.open(fingerprint);
  if (text !== undefined) return text;
  throw new OmaError("OMA_SECRET_NOT_AT_HAND", `${name} has to be written, but only its fingerprint is at hand`, {
    object: kind.called(declared.identity),
    attribute: name,
    remedy: `State keeps no secrets. Declare ${name} in the program (without ignoreChanges for it) and run again.`,
  });
}
