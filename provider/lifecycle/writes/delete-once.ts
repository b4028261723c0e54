import { kinds } from "../../kinds/index.js";
import type { Blocker, Identity, Kind } from "../../kinds/kind.js";
import { OmaApiError } from "../../oma/index.js";
import { signalOf } from "../answers/signals.js";
import { BlockedError } from "../errors/index.js";
import { aliasOf, isParentMissing, observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";
import { writeOnce } from "./write.js";

/** What keeps the service from deleting an object for now, and its refusal. */
export interface Blocked {
  readonly blocker: Blocker;
  readonly error: OmaApiError;
}

/**
 * Sends one delete. An object that is already gone counts as deleted, and so does a kind that OMA cannot delete.
 *
 * @returns undefined once the object is gone, or is left to go with its parent; else what keeps it for now.
 * @throws BlockedError for a refusal that no wait changes and no search explains.
 */
export async function deleteOnce(context: Context, kind: Kind, state: State): Promise<Blocked | undefined> {
  const { identity, attributes } = state;
  const { delete: method, subresource } = kind.verbs;
  if (method === undefined) return undefined;
  const fields = subresource?.delete?.(identity, attributes) ?? identity;
  try {
    await writeOnce<unknown>(
      context,
      () => context.client.call(method, fields),
      async () => ((await observe(context, kind, identity)).exists ? undefined : "deleted"),
    );
    return undefined;
  } catch (error) {
    return (await isGone(context, kind, state, error)) ? undefined : blockedBy(context, kind, state, error);
  }
}

/**
 * @returns undefined for an object that goes with its parent.
 * @throws the error itself unless it concerns what the object contains or who uses it.
 */
function blockedBy(context: Context, kind: Kind, { identity }: State, error: unknown): Blocked | undefined {
  if (!(error instanceof OmaApiError)) throw error;
  const refusal = kind.refusals?.[error.number];
  if (refusal !== undefined) {
    if (refusal.goesWithParent && !isParentKept(context, kind, identity)) return undefined;
    throw new BlockedError(kind.name, kind.displayName(identity), error, refusal.why(identity), refusal.remedy);
  }
  const blocker = kind.blockers?.find(({ number }) => error.number === number);
  if (blocker === undefined) throw error;
  return { blocker, error };
}

/** Whether a resource of this run keeps the parent, or has created it. A destroy keeps nothing. */
function isParentKept({ claims }: Context, { parent }: Kind, identity: Identity): boolean {
  return (
    parent !== undefined && claims.namesOfHolders(kinds[parent.kind], { identity: parent.of(identity) }).length > 0
  );
}

async function isGone(context: Context, kind: Kind, { identity }: State, error: unknown): Promise<boolean> {
  const signal = signalOf("delete", error);
  if (signal === "alias") throw aliasOf(kind, identity);
  if (signal === "ask-parent") return isParentMissing(context, kind, identity);
  if (signal === "ask-itself") return !(await observe(context, kind, identity)).exists;
  return signal === "gone";
}
