import { kinds } from "../../kinds/index.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { GoneError, ParentMissingError } from "../errors/index.js";
import { aliasOf, isParentMissing, observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import { missingReference } from "./missing-reference.js";
import { signalOf, type Verb } from "./signals.js";

/**
 * The error that says what a refusal means for the existence of an object; the refusal itself when it means nothing for that.
 *
 * @param written under wire names.
 */
export async function existenceError(
  context: Context,
  kind: Kind,
  identity: Identity,
  verb: Verb,
  error: unknown,
  written: Values = {},
): Promise<unknown> {
  const object = kind.displayName(identity);
  switch (signalOf(verb, error)) {
    case "alias":
      return aliasOf(kind, identity);
    case "gone":
      if (!(await observe(context, kind, identity)).exists) return new GoneError(kind.name, object);
      return (await missingReference(context, kind, identity, written)) ?? error;
    case "ask-parent":
      return (await isParentMissing(context, kind, identity)) ? new GoneError(kind.name, object) : error;
    default:
      return error;
  }
}

/** The error of a create in a parent that does not exist. */
export function parentMissing(kind: Kind, identity: Identity): Error {
  if (kind.parent === undefined) return new Error(`${kind.name} has no parent`);
  const parent = kinds[kind.parent.kind];
  const name = parent.displayName(kind.parent.of(identity));
  return new ParentMissingError(kind.name, kind.displayName(identity), parent.name, name);
}
