import { createHash } from "node:crypto";
import type { Identity, Kind } from "../../kinds/kind.js";
import { GoneError, type RenameDoubt, RenameDoubtError } from "../errors/index.js";
import { absent, type Observation, type Present } from "../object/observation.js";
import { observe, observeManaged } from "../object/observe.js";
import { isAnother } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import { isSameObject } from "../state/identity.js";
import type { State } from "../state/state.js";
import type { PendingRename } from "./coordinator.js";

/** Where an object is, and what was read there. */
export interface Located {
  readonly at: Identity;
  readonly found: Observation;
}

const markDigits = 20;

/**
 * The temporary name of an object. It is derived from the state of the object, so the next run finds it even when the process
 * died before the state recorded it. The time of the last write tells the object from one that gets its old name later.
 */
export function temporaryNameOf(kind: Kind, { identity, writtenAt }: State): Identity {
  const text = JSON.stringify([kind.name, kind.displayName(identity), writtenAt]);
  const mark = createHash("sha256").update(text).digest("hex").slice(0, markDigits);
  return kind.verbs.rename?.temporaryName(identity, mark) ?? identity;
}

/**
 * Finds the object to rename.
 *
 * @throws RenameDoubtError when it is not clear which account to rename.
 * @throws GoneError when neither name has an account.
 */
export async function locateToRename(context: Context, pending: PendingRename): Promise<Present> {
  const { kind, state, desired } = pending;
  const [object, target] = [kind.displayName(state.identity), kind.displayName(desired.identity)];
  const doubt = (why: RenameDoubt) => new RenameDoubtError(kind.name, object, target, why);
  const { at, found } = await locate(context, kind, state);
  if (!found.exists) {
    const isTaken = (await observe(context, kind, desired.identity)).exists;
    throw isTaken ? doubt("missing") : new GoneError(kind.name, object);
  }
  if (isSameObject(kind, at, state.identity)) {
    if (isAnother(state, found)) throw doubt("replaced");
    if (context.claims.isClaimed(kind, at)) throw doubt("shared");
  }
  if (!isSameObject(kind, at, pending.at)) context.renames.recordMove(pending, at);
  pending.found = found;
  return found;
}

/** Searches for an object to rename, since an earlier run may have left it half way. */
async function locate(context: Context, kind: Kind, state: State): Promise<Located> {
  const [here, atTemporary] = await Promise.all([
    observeManaged(context, kind, state),
    atTemporaryName(context, kind, state),
  ]);
  // The temporary name counts first: the old name may already belong to another account.
  if (atTemporary !== undefined) return atTemporary;
  if (here.exists && !hasSuccessor(context, kind, state)) return { at: state.identity, found: here };
  return (await renamed(context, kind, state)) ?? { at: state.identity, found: absent(here.settable) };
}

/** Whether another object got the name in this run, by a rename or a create. Then the object of the state was gone before. */
export function hasSuccessor(context: Context, kind: Kind, state: State): boolean {
  return context.renames.hasArrived(kind, state.identity) || context.claims.hasNewerObject(kind, state);
}

/** Where an interrupted run may have left an object that no longer has its name. */
export async function locateInterrupted(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  if (kind.verbs.rename === undefined) return undefined;
  return (await atTemporaryName(context, kind, state)) ?? renamed(context, kind, state);
}

async function atTemporaryName(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  const at = temporaryNameOf(kind, state);
  const found = await observe(context, kind, at);
  return found.exists && context.renames.holderOf(kind, at) === undefined ? { at, found } : undefined;
}

/** Finds what a rename of unknown outcome did. */
async function renamed(context: Context, kind: Kind, { renaming }: State): Promise<Located | undefined> {
  if (renaming === undefined) return undefined;
  const found = await observe(context, kind, renaming.to);
  return found.exists && found.createdAt === renaming.made ? { at: renaming.to, found } : undefined;
}
