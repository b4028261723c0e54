import { isUnknown } from "../../engine-wire.js";
import { type Attribute, secretNames, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Failure } from "../check.js";
import { whyInvalid } from "../inputs/validation.js";
import { isFingerprinted, type Values } from "../state/state.js";
import { type Flaw, isRenewed, type Source, sourceIn, textAt } from "./source.js";
import type { Vault } from "./vault.js";

/** What `check` makes of the secrets of one resource. */
export interface CheckedSecrets {
  readonly failures: Failure[];
  /** What takes the place of the inputs of these names; undefined leaves one out: it could not be sealed. */
  readonly inputs: Values;
}

/**
 * Looks at the secrets of a resource, reads those that are somewhere else, and seals them: a fingerprint takes the place of
 * the text. One whose version stays the same is not looked for.
 *
 * @param olds inputs of the last run.
 */
export function checkSecrets(kind: Kind, olds: Values, news: Values, vault: Vault): CheckedSecrets {
  const all = secretNames(kind.attributes).map((name) => {
    const attribute = kind.attributes[name] as Attribute;
    const from = sourceName(name);
    const previous = fingerprintOf(olds, name);
    const given = withGiven(name, attribute, news[name], (text) => vault.seal(text, previous));
    const found = withSource(from, attribute, olds[from], news[from], (text) => vault.seal(text, previous));
    const isTwice = news[name] !== undefined && news[from] !== undefined;
    const twice = isTwice ? [failure(`${name} and ${from} are both declared; keep one of them`)] : [];
    return { failures: [...twice, ...given.failures, ...found.failures], inputs: { ...given.inputs, ...found.inputs } };
  });
  return {
    failures: all.flatMap(({ failures }) => failures),
    inputs: Object.assign({}, ...all.map(({ inputs }) => inputs)),
  };
}

type Seal = (text: string) => string;

/** A secret that stands in the program. */
function withGiven(name: string, attribute: Attribute, value: unknown, seal: Seal): CheckedSecrets {
  if (value === undefined || isUnknown(value) || isFingerprinted(value)) return { failures: [], inputs: {} };
  if (value === null)
    return { failures: [failure(`${name} cannot be null; leave it out to leave it as it is`)], inputs: {} };
  const inputs = { [name]: typeof value === "string" ? { fingerprint: seal(value) } : undefined };
  return { failures: invalid(name, attribute, value), inputs };
}

/** A secret that the provider has to look for. */
function withSource(from: string, attribute: Attribute, old: unknown, value: unknown, seal: Seal): CheckedSecrets {
  // With a fingerprint the value is that of the last run: the engine was told to ignore changes of it. A new object needs the text.
  const isIgnored = isFingerprinted(value) && old !== undefined;
  if (value === undefined || isUnknown(value) || isIgnored) return { failures: [], inputs: {} };
  const source = sourceIn(value);
  // What is in it may be the secret itself, by mistake.
  if (isFlaw(source)) return { failures: [failure(`${from} ${source.why}`)], inputs: { [from]: undefined } };
  const written = old === undefined ? undefined : sourceIn(old);
  if (!isRenewed(written as Source | undefined, source)) return { failures: [], inputs: {} };
  const found = textAt(source);
  if (isFlaw(found)) return { failures: [failure(`${from}: ${found.why}`)], inputs: {} };
  const inputs = source.version === undefined ? { [from]: { ...source, fingerprint: seal(found.text) } } : {};
  return { failures: invalid(`what ${from} leads to`, attribute, found.text), inputs };
}

function invalid(name: string, { value: shape, unit }: Attribute, value: unknown): Failure[] {
  const why = whyInvalid(shape, value, unit);
  return why === undefined ? [] : [failure(`${name} ${why}`)];
}

/** Of the last run, in whichever way the secret was given then. */
function fingerprintOf(olds: Values, name: string): string | undefined {
  return [olds[name], olds[sourceName(name)]].find(isFingerprinted)?.fingerprint;
}

function isFlaw(value: Source | { readonly text: string } | Flaw): value is Flaw {
  return "why" in value;
}

function failure(reason: string): Failure {
  return { property: "", reason };
}
