import type { Identity, Kind } from "../../kinds/kind.js";
import { signalOf } from "../answers/signals.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";

/**
 * Whether another resource of this run holds the object of the state. Names that differ only in case are two objects only where
 * the service lists both. In doubt they are one.
 */
export async function isHeldByAnother(
  context: Context,
  kind: Kind,
  state: Pick<State, "identity" | "writtenAt">,
): Promise<boolean> {
  const own = nameIn(kind, state.identity);
  const holders = context.claims.namesOfHolders(kind, state).map((identity) => nameIn(kind, identity));
  if (holders.length === 0) return false;
  if (kind.spellings === undefined || holders.includes(own)) return true;
  const listed = await listedBeside(context, kind, state.identity);
  return ![own, ...holders].every((name) => listed.includes(name));
}

/** The last field names the object among its siblings. */
function nameIn(kind: Kind, identity: Identity): string | undefined {
  return identity[Object.keys(kind.identity).at(-1) ?? ""];
}

async function listedBeside(
  { client }: Context,
  { spellings }: Kind,
  identity: Identity,
): Promise<readonly (string | undefined)[]> {
  if (spellings === undefined) return [];
  try {
    return spellings.names(await client.call(spellings.method, spellings.fields(identity)), identity);
  } catch (error) {
    if (signalOf("read", error) === "gone") return [];
    throw error;
  }
}
