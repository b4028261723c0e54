import type { Identity, Kind } from "../../kinds/kind.js";
import { NameHeldError } from "../errors/index.js";
import type { Context } from "../run/context.js";

/**
 * Waits for a name that an object of this run is about to leave. Without the wait, a create would find the name taken, or adopt
 * the account that is about to be renamed.
 *
 * @throws NameHeldError when the object stays.
 */
export async function waitUntilReleased(context: Context, kind: Kind, name: Identity): Promise<void> {
  if (context.renames.holderOf(kind, name) === undefined) return;
  const { how } = await context.renames.waitUntilReleased(kind, name, context.clock);
  if (how !== "released") throw new NameHeldError(kind.displayName(name));
}
