import { isUnknown } from "../../engine-wire.js";
import { type Attribute, secretAttributes, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { type Failure, unnamed } from "../inputs/failure.js";
import { whyInvalid } from "../inputs/validation.js";
import { type Fingerprinted, fingerprintIn, isFingerprinted, revisionOf, sealedKey } from "./fingerprinted.js";
import { isRenewed, isSecretText, isSource, sourceIn, textAt } from "./source.js";
import type { Vault } from "./vault.js";

/** The secrets of one resource, checked. */
export interface CheckedSecrets {
  readonly failures: Failure[];
  /** The new inputs of these names. Undefined leaves an input out: it was no string, so it has no fingerprint. */
  readonly inputs: Values;
}

/** One secret of them. */
interface CheckedSecret extends CheckedSecrets {
  /** Undefined where nothing is declared, nothing is known yet, or a version says when the secret changes. */
  readonly sealed?: Fingerprinted;
}

const nothing: CheckedSecret = { failures: [], inputs: {} };

/**
 * Checks the secrets of a resource, reads those that a source names, and puts a revision in place of each secret and the
 * fingerprints beside them. A source whose version stays the same is not read.
 *
 * @param olds inputs of the last run.
 */
export function checkSecrets(kind: Kind, olds: Values, news: Values, vault: Vault): CheckedSecrets {
  const sealed: Record<string, Fingerprinted> = {};
  const all = secretAttributes(kind.attributes).flatMap(([name, attribute]) => {
    const from = sourceName(name);
    const last = fingerprintIn(olds, name);
    const seal: Seal = (text) => (text === undefined ? last : vault.fingerprint(text, last));
    const given = withGiven(name, attribute, news[name], seal);
    const found = withSource(from, attribute, olds[from], news[from], seal);
    const isTwice = news[name] !== undefined && news[from] !== undefined;
    const twice = isTwice ? [unnamed(`${name} and ${from} are both declared; keep one of them`)] : [];
    const declared = given.sealed ?? found.sealed;
    if (declared !== undefined) sealed[name] = declared;
    return [{ failures: twice, inputs: {} }, given, found];
  });
  return {
    failures: all.flatMap(({ failures }) => failures),
    inputs: Object.assign({}, ...all.map(({ inputs }) => inputs), isEmpty(sealed) ? {} : { [sealedKey]: sealed }),
  };
}

function isEmpty(values: Values): boolean {
  return Object.keys(values).length === 0;
}

/** What stands for a text in state; without a text, what stands for that of the last run. */
type Seal = (text?: string) => Fingerprinted | undefined;

/** A secret that the program gives itself. */
function withGiven(name: string, attribute: Attribute, value: unknown, seal: Seal): CheckedSecret {
  if (value === undefined || isUnknown(value)) return nothing;
  // The engine hands back what state has (ignoreChanges).
  if (isFingerprinted(value)) return withRevision(name, {}, seal());
  if (value === null)
    return { failures: [unnamed(`${name} cannot be null; leave it out to leave it as it is`)], inputs: {} };
  const failures = invalid(name, attribute, value);
  if (typeof value !== "string") return { failures, inputs: { [name]: undefined } };
  return { ...withRevision(name, {}, seal(value)), failures };
}

/** A secret that the provider reads from a source. */
function withSource(from: string, attribute: Attribute, old: unknown, value: unknown, seal: Seal): CheckedSecret {
  if (value === undefined || isUnknown(value)) return nothing;
  const source = sourceIn(value);
  // By mistake the value may be the secret itself, so it does not stay in the inputs.
  if (!isSource(source)) return { failures: [unnamed(`${from} ${source.why}`)], inputs: { [from]: undefined } };
  // What state has is that of the last run: the program has ignoreChanges for it. A new object still needs the text.
  if (isFingerprinted(value) && old !== undefined) return withRevision(from, source, seal());
  const written = sourceIn(old);
  if (!isRenewed(isSource(written) ? written : undefined, source)) return nothing;
  const found = textAt(source);
  if (!isSecretText(found)) return { failures: [unnamed(`${from}: ${found.why}`)], inputs: {} };
  const failures = invalid(`the secret that ${from} names`, attribute, found.text);
  if (source.version !== undefined) return { failures, inputs: {} };
  return { ...withRevision(from, source, seal(found.text)), failures };
}

/** @param beside what else the input of that name holds. */
function withRevision(name: string, beside: object, sealed: Fingerprinted | undefined): CheckedSecret {
  if (sealed === undefined) return nothing;
  return { failures: [], inputs: { [name]: { ...beside, ...revisionOf(sealed) } }, sealed };
}

function invalid(name: string, { value: shape, unit }: Attribute, value: unknown): Failure[] {
  const why = whyInvalid(shape, value, unit);
  return why === undefined ? [] : [unnamed(`${name} ${why}`)];
}
