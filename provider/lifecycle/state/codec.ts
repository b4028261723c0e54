import { type Attribute, isOffered, secretNames, sourceName } from "../../kinds/attribute.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import { programName, wireName } from "../../kinds/names.js";
import type { Values } from "../../values.js";
import { isRecord } from "../../values.js";
import { type Fingerprinted, fingerprintIn, revisionOf, sealedKey } from "../secrets/fingerprinted.js";
import { isSource, sourceIn } from "../secrets/source.js";
import type { Desired, Sources } from "./state.js";

/**
 * Translates program names to wire names and back. Everything that comes from the engine or goes to it passes here. Below this
 * file, only messages use program names.
 */

/** The free map of a kind whose attributes have no documented names. Its keys are wire names. */
export function freeMap(kind: Kind): string | undefined {
  return Object.keys(kind.attributes).find((name) => kind.attributes[name]?.value.shape === "map");
}

/** Attributes of a program under wire names. */
export function toWire(kind: Kind, attributes: Values): Record<string, unknown> {
  const map = freeMap(kind);
  if (map === undefined) return renamed(attributes, wireName);
  const values = attributes[map];
  return isRecord(values) ? { ...values } : {};
}

/** The inverse of {@link toWire}. */
export function fromWire(kind: Kind, wire: Values): Record<string, unknown> {
  const map = freeMap(kind);
  if (map === undefined) return renamed(wire, programName);
  return Object.keys(wire).length === 0 ? {} : { [map]: { ...wire } };
}

/** @returns undefined for the keys of a free map, about which nothing is known. */
export function attributeOnWire(kind: Kind, wire: string): Attribute | undefined {
  const name = programName(wire);
  return Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined;
}

/** The attributes of a kind with their wire names. */
export function attributesOnWire(kind: Kind): [string, Attribute][] {
  return Object.entries(kind.attributes).map(([name, attribute]) => [wireName(name), attribute]);
}

/** The program name of an attribute. For a secret from a source it is the name of the argument with the source. */
export function programNameOf(kind: Kind, wire: string, sources: Sources = {}): string {
  const map = freeMap(kind);
  if (map !== undefined) return `${map}.${wire}`;
  const name = programName(wire);
  return Object.hasOwn(sources, wire) ? sourceName(name) : name;
}

/** The desired state from the inputs that `check` returned to the engine. */
export function desiredFrom(kind: Kind, inputs: Values): Desired {
  const declared = Object.entries(kind.attributes)
    .filter(([name, attribute]) => inputs[name] !== undefined && !attribute.secret && isOffered(attribute))
    .map(([name]) => [name, inputs[name]]);
  const fingerprints: Record<string, Fingerprinted> = {};
  const sources: Record<string, Sources[string]> = {};
  for (const name of secretNames(kind.attributes)) {
    const fingerprinted = fingerprintIn(inputs, name);
    if (fingerprinted !== undefined) fingerprints[wireName(name)] = fingerprinted;
    const source = sourceIn(inputs[sourceName(name)]);
    if (isSource(source)) sources[wireName(name)] = source;
  }
  return {
    identity: identityIn(kind, inputs),
    attributes: toWire(kind, Object.fromEntries(declared)),
    fingerprints,
    sources,
    options: pick(kind.options, inputs),
  };
}

/** The inverse of {@link desiredFrom}. `hide` marks a value as secret for the engine. */
export function inputsOf(kind: Kind, desired: Desired, hide: (value: unknown) => unknown): Record<string, unknown> {
  const { fingerprints, sources } = desired;
  const given = Object.entries(fingerprints).filter(([wire]) => !(wire in sources));
  const secrets = [
    ...given.map(([wire, fingerprinted]) => [programName(wire), hide(revisionOf(fingerprinted))]),
    ...Object.entries(sources).map(([wire, source]) => {
      const fingerprinted = fingerprints[wire];
      const value = fingerprinted === undefined ? source : { ...source, ...revisionOf(fingerprinted) };
      return [sourceName(programName(wire)), value];
    }),
  ];
  const sealed = Object.keys(fingerprints).length === 0 ? {} : { [sealedKey]: renamed(fingerprints, programName) };
  return {
    ...desired.identity,
    ...fromWire(kind, desired.attributes),
    ...desired.options,
    ...Object.fromEntries(secrets),
    ...withSecretFingerprints(sealed, hide),
  };
}

/** Inputs as the engine gets them. The engine keeps only those values secret by itself that the program marked as secret. */
export function withSecretFingerprints(inputs: Values, hide: (value: unknown) => unknown): Record<string, unknown> {
  const sealed = inputs[sealedKey];
  if (!isRecord(sealed)) return { ...inputs };
  const hidden = Object.entries(sealed).map(([name, fingerprinted]) => [name, hide(fingerprinted)]);
  return { ...inputs, [sealedKey]: Object.fromEntries(hidden) };
}

/** The members of a table that have a value. */
export function pick(table: Readonly<Record<string, unknown>>, values: Values): Record<string, unknown> {
  const given = Object.keys(table).filter((name) => values[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, values[name]]));
}

/** The same values under other names. */
export function renamed<T>(values: Readonly<Record<string, T>>, rename: (name: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value]));
}

/** A name that is not known yet, or that `check` refuses, stays unchanged, so it may be no string. */
function identityIn(kind: Kind, inputs: Values): Identity {
  return pick(kind.identity, inputs) as Identity;
}
