import { isDeepStrictEqual } from "node:util";
import { isUnknown } from "../engine-wire.js";
import { type Attribute, isOffered, secretNames, sourceName } from "../kinds/attribute.js";
import type { Kind } from "../kinds/kind.js";
import { nearest } from "../nearest.js";
import { type Values, without } from "../values.js";
import { type Failure, unnamed } from "./inputs/failure.js";
import { missingOnCreate } from "./inputs/missing.js";
import { relationFailures } from "./inputs/relations.js";
import { whyInvalid } from "./inputs/validation.js";
import { normalise } from "./object/normalise.js";
import { checkSecrets } from "./secrets/check-secrets.js";
import type { Vault } from "./secrets/vault.js";
import { stored } from "./state/identity.js";

export interface Checked {
  /** Identity in lower case where OMA lowers it, fingerprints in place of secrets. */
  readonly inputs: Record<string, unknown>;
  /** Every mistake of the resource, not only the first. */
  readonly failures: Failure[];
}

/**
 * Validates the inputs of one resource without asking the service. Values that are not known yet are accepted.
 *
 * @param olds inputs of the last run; empty when the resource is about to be created or replaced.
 * @param adoptAll whether the run adopts every object that exists.
 */
export function check(kind: Kind, olds: Values, news: Values, vault: Vault, adoptAll = false): Checked {
  // Without old inputs it is a create, unless an existing object may be adopted. Then only the create finds out.
  const mayBeAdopted = news.adopt === true || adoptAll;
  const missing = Object.keys(olds).length > 0 || mayBeAdopted ? undefined : missingOnCreate(kind, news);
  // A null is told as missing, and not also as null.
  const given = missing === undefined ? news : without(news, [missing.attribute]);
  const secrets = checkSecrets(kind, olds, given, vault);
  const failures = [
    ...Object.entries(kind.identity).flatMap(([name, field]) =>
      invalid(name, news[name], { shape: "text", pattern: field.pattern }),
    ),
    ...Object.keys(news).flatMap((name) => checkName(kind, name)),
    ...Object.entries(kind.attributes).flatMap(([name, attribute]) => checkAttribute(name, attribute, olds, news)),
    ...Object.entries(kind.options).flatMap(([name, option]) =>
      news[name] === undefined || news[name] === olds[name] ? [] : invalid(name, news[name], option.value),
    ),
    ...relationFailures(kind, olds, news, mayBeAdopted),
    ...secrets.failures,
    ...(missing === undefined
      ? []
      : [unnamed(`${missing.attribute} is missing: ${missing.reason}. ${missing.remedy}`)]),
  ];
  const inputs = Object.entries({ ...asStored(kind, news), ...secrets.inputs, ...keptOptions(kind, olds, news) });
  return { inputs: Object.fromEntries(inputs.filter(([, value]) => value !== undefined)), failures };
}

function invalid(name: string, value: unknown, shape: Parameters<typeof whyInvalid>[0], unit?: string): Failure[] {
  if (isUnknown(value)) return [];
  const why = whyInvalid(shape, value, unit);
  if (why === undefined) return [];
  if (value === undefined) return [unnamed(`${name} is required: ${why}`)];
  return [isShort(value) ? { property: name, reason: why } : unnamed(`${name} ${why}`)];
}

/** The engine prints the value of an input that is named, and once more at the end: nobody wants to read 2,000 addresses twice. */
function isShort(value: unknown): boolean {
  return typeof value !== "object" && String(value).length <= 80;
}

/** Refuses a name that the kind does not know, or does not offer. */
function checkName(kind: Kind, name: string): Failure[] {
  if (name.startsWith("__") || Object.hasOwn(kind.identity, name) || Object.hasOwn(kind.options, name)) return [];
  if (secretNames(kind.attributes).some((secret) => sourceName(secret) === name)) return [];
  const attribute = attributeOf(kind, name);
  if (attribute === undefined) {
    const meant = nearest(name, argumentsOf(kind));
    return [
      unnamed(`${name} is not an attribute of ${kind.name}${meant === undefined ? "" : `; did you mean ${meant}?`}`),
    ];
  }
  if (isOffered(attribute)) return [];
  return [unnamed(`${name} cannot be declared: ${attribute.notOffered ?? "the service only returns it"}`)];
}

/** The names that a program may use. */
function argumentsOf(kind: Kind): string[] {
  const offered = Object.entries(kind.attributes).filter(([, attribute]) => isOffered(attribute));
  const sources = secretNames(kind.attributes).map(sourceName);
  return [...Object.keys(kind.identity), ...offered.map(([name]) => name), ...sources, ...Object.keys(kind.options)];
}

/** Every JavaScript object has names such as "constructor", which are no attributes. */
function attributeOf(kind: Kind, name: string): Attribute | undefined {
  return Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined;
}

function checkAttribute(name: string, attribute: Attribute, olds: Values, news: Values): Failure[] {
  const value = news[name];
  if (value === undefined && attribute.required) return invalid(name, value, attribute.value);
  if (value === undefined || !isOffered(attribute) || attribute.secret || isUnknown(value)) return [];
  // With ignoreChanges, the engine passes on what a refresh found, even a value that no program could declare.
  if (isDeepStrictEqual(value, olds[name])) return [];
  if (value === null) {
    if (attribute.nullable) return [];
    const instead = attribute.required ? "" : "; leave it out to leave it as it is";
    return [{ property: name, reason: `cannot be null${instead}` }];
  }
  // The service treats "" in a free text like null.
  if (value === "" && attribute.nullable && attribute.value.shape === "text") return [];
  return [...invalid(name, value, attribute.value, attribute.unit), ...unaskedChange(name, attribute, olds, news)];
}

/** Refuses a change that needs an option. The first declaration of an attribute counts as a change: the held value is not known here. */
function unaskedChange(name: string, attribute: Attribute, olds: Values, news: Values): Failure[] {
  const { changeNeeds } = attribute;
  if (changeNeeds === undefined || news[changeNeeds] === true) return [];
  const isNew = Object.keys(olds).length === 0;
  if (isNew || isDeepStrictEqual(normalise(attribute, olds[name]), normalise(attribute, news[name]))) return [];
  const before = olds[name] === undefined ? "was not declared before" : `was "${String(olds[name])}"`;
  return [{ property: name, reason: `${before}; a change needs ${changeNeeds}: true on the resource` }];
}

/**
 * The options that mean the same as in the last run, as they were written then: to declare what holds anyway is no change. A
 * comparison alone would not do, since a refresh returns what the last update wrote.
 */
function keptOptions(kind: Kind, olds: Values, news: Values): Values {
  if (Object.keys(olds).length === 0) return {};
  const kept = Object.entries(kind.options).filter(
    ([name, option]) => (olds[name] ?? option.default) === (news[name] ?? option.default),
  );
  return Object.fromEntries(kept.map(([name]) => [name, olds[name]]));
}

function asStored(kind: Kind, news: Values): Record<string, unknown> {
  const inputs: Record<string, unknown> = { ...news };
  for (const name of Object.keys(kind.identity)) {
    const value = inputs[name];
    if (typeof value === "string" && !isUnknown(value)) inputs[name] = stored(kind, name, value);
  }
  return inputs;
}
