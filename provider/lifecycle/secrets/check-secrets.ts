import { isUnknown } from "../../engine-wire.js";
import { type Attribute, secretAttributes, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { type Failure, unnamed } from "../inputs/failure.js";
import { whyInvalid } from "../inputs/validation.js";
import { isFingerprinted } from "./fingerprinted.js";
import { isRenewed, isSecretText, isSource, sourceIn, textAt } from "./source.js";
import type { Vault } from "./vault.js";

/** The secrets of one resource, checked. */
export interface CheckedSecrets {
  readonly failures: Failure[];
  /** The new inputs of these names. Undefined leaves an input out: it was no string, so it has no fingerprint. */
  readonly inputs: Values;
}

/**
 * Checks the secrets of a resource, reads those that a source names, and puts a fingerprint in place of each secret. A source
 * whose version stays the same is not read.
 *
 * @param olds inputs of the last run.
 */
export function checkSecrets(kind: Kind, olds: Values, news: Values, vault: Vault): CheckedSecrets {
  const all = secretAttributes(kind.attributes).map(([name, attribute]) => {
    const from = sourceName(name);
    const previous = fingerprintOf(olds, name);
    const fingerprint = (text: string) => vault.fingerprint(text, previous);
    const given = withGiven(name, attribute, news[name], fingerprint);
    const found = withSource(from, attribute, olds[from], news[from], fingerprint);
    const isTwice = news[name] !== undefined && news[from] !== undefined;
    const twice = isTwice ? [unnamed(`${name} and ${from} are both declared; keep one of them`)] : [];
    return { failures: [...twice, ...given.failures, ...found.failures], inputs: { ...given.inputs, ...found.inputs } };
  });
  return {
    failures: all.flatMap(({ failures }) => failures),
    inputs: Object.assign({}, ...all.map(({ inputs }) => inputs)),
  };
}

type MakeFingerprint = (text: string) => string;

/** A secret that the program gives itself. */
function withGiven(name: string, attribute: Attribute, value: unknown, fingerprint: MakeFingerprint): CheckedSecrets {
  if (value === undefined || isUnknown(value) || isFingerprinted(value)) return { failures: [], inputs: {} };
  if (value === null)
    return { failures: [unnamed(`${name} cannot be null; leave it out to leave it as it is`)], inputs: {} };
  const inputs = { [name]: typeof value === "string" ? { fingerprint: fingerprint(value) } : undefined };
  return { failures: invalid(name, attribute, value), inputs };
}

/** A secret that the provider reads from a source. */
function withSource(
  from: string,
  attribute: Attribute,
  old: unknown,
  value: unknown,
  fingerprint: MakeFingerprint,
): CheckedSecrets {
  // A value with a fingerprint is that of the last run: the program has ignoreChanges for it. A new object still needs the text.
  const isIgnored = isFingerprinted(value) && old !== undefined;
  if (value === undefined || isUnknown(value) || isIgnored) return { failures: [], inputs: {} };
  const source = sourceIn(value);
  // By mistake the value may be the secret itself, so it does not stay in the inputs.
  if (!isSource(source)) return { failures: [unnamed(`${from} ${source.why}`)], inputs: { [from]: undefined } };
  const written = sourceIn(old);
  if (!isRenewed(isSource(written) ? written : undefined, source)) return { failures: [], inputs: {} };
  const found = textAt(source);
  if (!isSecretText(found)) return { failures: [unnamed(`${from}: ${found.why}`)], inputs: {} };
  const inputs = source.version === undefined ? { [from]: { ...source, fingerprint: fingerprint(found.text) } } : {};
  return { failures: invalid(`the secret that ${from} names`, attribute, found.text), inputs };
}

function invalid(name: string, { value: shape, unit }: Attribute, value: unknown): Failure[] {
  const why = whyInvalid(shape, value, unit);
  return why === undefined ? [] : [unnamed(`${name} ${why}`)];
}

/** The fingerprint of the last run, whether the program gave the secret or a source. */
function fingerprintOf(olds: Values, name: string): string | undefined {
  return [olds[name], olds[sourceName(name)]].find(isFingerprinted)?.fingerprint;
}
