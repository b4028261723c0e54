import { kinds } from "../../kinds/index.js";
import type { Kind } from "../../kinds/kind.js";
import { GoneError, ParentNotRenamedError } from "../errors/index.js";
import type { Observation } from "../object/observation.js";
import { observeSurely } from "../object/observe.js";
import { isAnother } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import { isSameObject } from "../state/identity.js";
import type { Desired, State } from "../state/state.js";
import { at, isPart } from "./trail.js";

/**
 * Looks for a subresource where the rename of its account takes it, once the account has arrived there.
 *
 * @throws ParentNotRenamedError when the account is not renamed after all.
 * @throws GoneError for a generated secret that did not come along: only a new one can take its place.
 */
export async function observeCarried(
  context: Context,
  kind: Kind,
  state: State,
  desired: Desired,
): Promise<Observation> {
  if (!(await hasArrived(context, kind, state))) {
    throw new ParentNotRenamedError(kind.name, kind.displayName(state.identity), kind.displayName(desired.identity));
  }
  const found = await observeSurely(context, kind, desired.identity);
  const isLost = !found.exists || isAnother(state, found);
  if (isLost && kind.createOnlySecrets !== undefined)
    throw new GoneError(kind.name, kind.displayName(desired.identity));
  return found;
}

/**
 * The same in a refresh, for a subresource that is not where the state has it. The reads of the accounts tell which of them had
 * another name, and they come in any order.
 *
 * @returns undefined when its account did not have another name.
 */
export async function carriedMeanwhile(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  if (!isPart(kind)) return undefined;
  await context.renames.waitUntilQuiet(context.clock);
  const followed = await withCurrentName(context, kind, state);
  return isSameObject(kind, followed.identity, state.identity) ? undefined : followed;
}

/**
 * The state of a subresource under the name that its account has now. The name in state may belong to another account by now,
 * whose subresource must not be taken for this one.
 */
export async function withCurrentName(context: Context, kind: Kind, state: State): Promise<State> {
  await hasArrived(context, kind, state);
  const account = context.trail.ownerOf(kind, state)?.state;
  if (account === undefined) return state;
  const now = renameOfAccount(context, kind, state)?.at ?? account.identity;
  return { ...state, identity: at(kind, state.identity, now) };
}

/** Waits while the account that a subresource belongs to is on its way to another name. */
async function hasArrived(context: Context, kind: Kind, state: State): Promise<boolean> {
  const pending = renameOfAccount(context, kind, state);
  return pending === undefined || context.renames.waitUntilArrived(pending, context.clock);
}

function renameOfAccount(context: Context, kind: Kind, state: State) {
  const account = context.trail.ownerOf(kind, state)?.state;
  if (kind.parent === undefined || account === undefined) return undefined;
  return context.renames.renameOf(kinds[kind.parent.kind], account.identity);
}
