import { isAlwaysThere, isReadable } from "../kinds/attribute.js";
import type { Identity, Kind } from "../kinds/kind.js";
import { wireName } from "../kinds/names.js";
import { MissingError } from "../lifecycle/errors/index.js";
import { whyInvalid } from "../lifecycle/inputs/validation.js";
import { typed } from "../lifecycle/object/normalise.js";
import type { Present } from "../lifecycle/object/observation.js";
import { observe } from "../lifecycle/object/observe.js";
import type { Context } from "../lifecycle/run/context.js";
import { freeMap, programNameOf } from "../lifecycle/state/codec.js";
import { stored } from "../lifecycle/state/identity.js";
import { OmaError } from "../oma/index.js";
import { type Members, parseMetadata } from "./metadata.js";

/** An object as it is on the service. */
export type Found<Names, Attributes, Metadata> = Names & {
  /** In the program's names. An unset attribute is null. What the service never shows, such as a password, is not among them. */
  readonly attributes: Attributes;
  /** What the service sends beside the attributes, in the program's names. */
  readonly metadata: Metadata;
  /** The attributes that the admin may set, in the program's names. Undefined when the service does not say. */
  readonly settable: readonly string[] | undefined;
};

/**
 * Reads one object for the program.
 *
 * @param names of the object: the fields of the kind's identity.
 * @throws OmaError (OMA_ARGUMENT_INVALID) for a malformed name, MissingError when there is no such object, AliasError for the
 * name of an alias.
 */
export async function find(context: Context, kind: Kind, names: Members): Promise<Found<object, Members, Members>> {
  const identity = parseIdentity(kind, names);
  const found = await observe(context, kind, identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(identity));
  return {
    ...identity,
    attributes: parseAttributes(kind, found),
    metadata: parseMetadata(found.metadata),
    settable: found.settable && [...found.settable].map((name) => programNameOf(kind, name)).sort(),
  };
}

function parseIdentity(kind: Kind, names: Members): Identity {
  return Object.fromEntries(
    Object.entries(kind.identity).map(([field, { pattern }]) => {
      const value = names[field];
      const why = whyInvalid({ shape: "text", pattern }, value);
      if (why !== undefined) {
        throw new OmaError("OMA_ARGUMENT_INVALID", `${field} ${why}`, { object: `get${kind.name}` });
      }
      return [field, stored(kind, field, String(value))];
    }),
  );
}

/** Only the attributes that the table of the kind knows to be no secrets: one that nobody described may be a secret. */
function parseAttributes(kind: Kind, { attributes }: Present): Members {
  if (freeMap(kind) !== undefined) return { ...attributes };
  const readable = Object.entries(kind.attributes).filter(([, attribute]) => isReadable(attribute));
  const shown = readable.filter(([name, attribute]) => wireName(name) in attributes || isAlwaysThere(attribute));
  return Object.fromEntries(shown.map(([name, attribute]) => [name, typed(attribute, attributes[wireName(name)])]));
}
