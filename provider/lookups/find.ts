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
import { OmaError } from "../oma/index.js";
import { metadataOf } from "./metadata.js";

/** An object as it is on the service. */
export type Found<Identity, Attributes, Metadata> = Identity & {
  /** In the program's names. Unset ones are null. What the service never shows, such as passwords, is not among them. */
  readonly attributes: Attributes;
  readonly metadata: Metadata;
  /** The attributes that the admin may set, in the program's names; undefined when the service did not say. */
  readonly settable: readonly string[] | undefined;
};

/**
 * Reads one object for the program.
 *
 * @throws MissingError when there is none, AliasError for the name of an alias.
 */
export async function find<Result>(context: Context, kind: Kind, args: object): Promise<Result> {
  const identity = identityIn(kind, args as Identity);
  const found = await observe(context, kind, identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(identity));
  const settable = found.settable && [...found.settable].map((name) => programNameOf(kind, name)).sort();
  return {
    ...identity,
    attributes: attributesOf(kind, found),
    metadata: metadataOf(found.metadata),
    settable,
  } as Result;
}

function identityIn(kind: Kind, args: Identity): Identity {
  return Object.fromEntries(
    Object.entries(kind.identity).map(([name, { pattern, lowered }]) => {
      const value = args[name];
      const why = whyInvalid({ shape: "text", pattern }, value);
      if (why !== undefined)
        throw new OmaError("OMA_ARGUMENT_INVALID", `${name} ${why}`, { object: `get${kind.name}` });
      return [name, lowered ? String(value).toLowerCase() : String(value)];
    }),
  );
}

/** Only what the table of the kind knows to be no secret: an attribute that nobody described may be one. */
function attributesOf(kind: Kind, { attributes }: Present): Record<string, unknown> {
  if (freeMap(kind) !== undefined) return { ...attributes };
  const readable = Object.entries(kind.attributes).filter(([, attribute]) => isReadable(attribute));
  const shown = readable.filter(([name, attribute]) => wireName(name) in attributes || isAlwaysThere(attribute));
  return Object.fromEntries(shown.map(([name, attribute]) => [name, typed(attribute, attributes[wireName(name)])]));
}
