import { isUnknown } from "../../engine-wire.js";
import { type Attribute, secretAttributes, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { type Failure, unnamed } from "../inputs/failure.js";
import { whyInvalid } from "../inputs/validation.js";
import { isFingerprinted } from "./fingerprinted.js";
import { isRenewed, isSecretText, isSource, sourceIn, textAt } from "./source.js";
import type { Vault } from "./vault.js";

/** What `check` makes of the secrets of one resource. */
export interface CheckedSecrets {
  readonly failures: Failure[];
  /** What takes the place of the inputs of these names; undefined leaves one out: no fingerprint could be made of it. */
  readonly inputs: Values;
}

/**
 * Checks the secrets of a resource, reads those that are somewhere else, and puts a fingerprint in the place of each text. One
 * whose version stays the same is not looked for.
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

/** A secret that stands in the program. */
function withGiven(name: string, attribute: Attribute, value: unknown, fingerprint: MakeFingerprint): CheckedSecrets {
  if (value === undefined || isUnknown(value) || isFingerprinted(value)) return { failures: [], inputs: {} };
  if (value === null)
    return { failures: [unnamed(`${name} cannot be null; leave it out to leave it as it is`)], inputs: {} };
  const inputs = { [name]: typeof value === "string" ? { fingerprint: fingerprint(value) } : undefined };
  return { failures: invalid(name, attribute, value), inputs };
}

/** A secret that the provider has to look for. */
function withSource(
  from: string,
  attribute: Attribute,
  old: unknown,
  value: unknown,
  fingerprint: MakeFingerprint,
): CheckedSecrets {
  // With a fingerprint the value is that of the last run: the engine was told to ignore changes of it. A new object needs the text.
  const isIgnored = isFingerprinted(value) && old !== undefined;
  if (value === undefined || isUnknown(value) || isIgnored) return { failures: [], inputs: {} };
  const source = sourceIn(value);
  // What is in it may be the secret itself, by mistake.
  if (!isSource(source)) return { failures: [unnamed(`${from} ${source.why}`)], inputs: { [from]: undefined } };
  const written = sourceIn(old);
  if (!isRenewed(isSource(written) ? written : undefined, source)) return { failures: [], inputs: {} };
  const found = textAt(source);
  if (!isSecretText(found)) return { failures: [unnamed(`${from}: ${found.why}`)], inputs: {} };
  const inputs = source.version === undefined ? { [from]: { ...source, fingerprint: fingerprint(found.text) } } : {};
  return { failures: invalid(`what ${from} leads to`, attribute, found.text), inputs };
}

function invalid(name: string, { value: shape, unit }: Attribute, value: unknown): Failure[] {
  const why = whyInvalid(shape, value, unit);
  return why === undefined ? [] : [unnamed(`${name} ${why}`)];
}

/** Of the last run, in whichever way the secret was given then. */
function fingerprintOf(olds: Values, name: string): string | undefined {
  return [olds[name], olds[sourceName(name)]].find(isFingerprinted)?.fingerprint;
}
