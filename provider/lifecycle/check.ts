import { isDeepStrictEqual } from "node:util";
import { isUnknown } from "../engine-wire.js";
import { type Attribute, isOffered, secretNames, sourceName } from "../kinds/attribute.js";
import type { Kind } from "../kinds/kind.js";
import { programName } from "../kinds/names.js";
import type { Values } from "../values.js";
import { type Failure, unnamed } from "./inputs/failure.js";
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
  const secrets = checkSecrets(kind, olds, news, vault);
  const failures = [
    ...Object.entries(kind.identity).flatMap(([name, field]) =>
      invalid(name, news[name], { shape: "text", pattern: field.pattern }),
    ),
    ...Object.keys(news).flatMap((name) => checkName(kind, name)),
    ...Object.entries(kind.attributes).flatMap(([name, attribute]) => checkAttribute(name, attribute, olds, news)),
    ...Object.entries(kind.options).flatMap(([name, option]) =>
      news[name] === undefined ? [] : invalid(name, news[name], option.value),
    ),
    ...secrets.failures,
    ...missingOnCreate(kind, olds, news, adoptAll),
  ];
  const inputs = Object.entries({ ...asStored(kind, news), ...secrets.inputs });
  return { inputs: Object.fromEntries(inputs.filter(([, value]) => value !== undefined)), failures };
}

function invalid(name: string, value: unknown, shape: Parameters<typeof whyInvalid>[0], unit?: string): Failure[] {
  if (isUnknown(value)) return [];
  const why = whyInvalid(shape, value, unit);
  if (why === undefined) return [];
  return [value === undefined ? unnamed(`${name} is required: ${why}`) : { property: name, reason: why }];
}

/** Refuses a name that the kind does not know, or does not offer. */
function checkName(kind: Kind, name: string): Failure[] {
  if (name.startsWith("__") || Object.hasOwn(kind.identity, name) || Object.hasOwn(kind.options, name)) return [];
  if (secretNames(kind.attributes).some((secret) => sourceName(secret) === name)) return [];
  const attribute = attributeOf(kind, name);
  if (attribute === undefined) {
    const meant = programName(name);
    const hint = attributeOf(kind, meant) !== undefined ? `; did you mean ${meant}?` : "";
    return [unnamed(`${name} is not an attribute of ${kind.name}${hint}`)];
  }
  if (isOffered(attribute)) return [];
  return [unnamed(`${name} cannot be declared: ${attribute.notOffered ?? "the service only returns it"}`)];
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

/** Refuses a create that lacks an attribute. Without old inputs it is a create, unless an existing object may be adopted. */
function missingOnCreate(kind: Kind, olds: Values, news: Values, adoptAll: boolean): Failure[] {
  if (Object.keys(olds).length > 0 || news.adopt === true || adoptAll) return [];
  const found = secretNames(kind.attributes).map((name) => [name, news[name] ?? news[sourceName(name)]]);
  const missing = kind.missingOnCreate?.({ ...news, ...Object.fromEntries(found) });
  return missing === undefined ? [] : [unnamed(`${missing.attribute} is missing: ${missing.reason}`)];
}

function asStored(kind: Kind, news: Values): Record<string, unknown> {
  const inputs: Record<string, unknown> = { ...news };
  for (const name of Object.keys(kind.identity)) {
    const value = inputs[name];
    if (typeof value === "string" && !isUnknown(value)) inputs[name] = stored(kind, name, value);
  }
  return inputs;
}
