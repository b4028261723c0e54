import type { Identity, Kind } from "../../kinds/kind.js";
import { OmaError } from "../../oma/index.js";
import type { Context } from "../run/context.js";

/**
 * Waits for a name that an object of this run is about to leave. A create that did not would find the name taken, or adopt
 * what is to be somebody else's a moment later.
 *
 * @throws OmaError when the object stays.
 */
export async function waitUntilReleased(context: Context, kind: Kind, name: Identity): Promise<void> {
  if (context.renames.holderOf(kind, name) === undefined) return;
  if ((await context.renames.waitUntilReleased(kind, name, context.clock)) === "left") return;
  throw new OmaError(
    "OMA_NAME_TAKEN",
    "the account that has this name is to be renamed, and was not; nothing was written",
    {
      object: kind.displayName(name),
      remedy: "Rename it in a run of its own first, or run pulumi up with --parallel 2 or more.",
    },
  );
}
