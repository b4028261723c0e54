import type { Identity, Kind } from "../../kinds/kind.js";
import { GoneError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import { aliasOf, isParentMissing, observe } from "./observe.js";
import { signalOf, type Verb } from "./signals.js";

/** Turns an answer about the object's life into words about it. */
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
      // 2 may also speak of something that an attribute refers to (open question 44).
      return (await observe(context, kind, identity)).exists ? error : new GoneError(kind.name, object);
    case "ask-parent":
      return (await isParentMissing(context, kind, identity)) ? new GoneError(kind.name, object) : error;
    default:
      return error;
  }
}
