import { kinds } from "../../kinds/index.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import { GoneError, ParentMissingError } from "../errors/index.js";
import { aliasOf, isParentMissing, observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import { signalOf, type Verb } from "./signals.js";

/** The error that says what a refusal means for the existence of an object; the refusal itself when it means nothing for that. */
export async function existenceError(
  context: Context,
  kind: Kind,
  identity: Identity,
  verb: Verb,
  error: unknown,
): Promise<unknown> {
  const object = kind.displayName(identity);
  switch (signalOf(verb, error)) {
    case "alias":
      return aliasOf(kind, identity);
    case "gone":
      // 2 may also mean an object that an attribute names (open question 44).
      return (await observe(context, kind, identity)).exists ? error : new GoneError(kind.name, object);
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
