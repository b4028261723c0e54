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
 * The name that an object takes while it waits for its new one. Made of what the state knows of the object, so that the next run
 * finds it even when the process died before the state could learn of it. The time of the last write tells the object from one
 * that gets its old name later.
 */
export function temporaryNameOf(kind: Kind, { identity, writtenAt }: State): Identity {
  const text = JSON.stringify([kind.name, kind.displayName(identity), writtenAt]);
  const mark = createHash("sha256").update(text).digest("hex").slice(0, markDigits);
  return kind.verbs.rename?.temporaryName(identity, mark) ?? identity;
}

/**
 * Finds the object that is to be renamed.
 *
 * @throws RenameDoubtError when it is not clear which account is the one that is to be renamed.
 * @throws GoneError when there is none at either name.
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
  if (isSameObject(at, state.identity)) {
    if (isAnother(state, found)) throw doubt("replaced");
    if (context.claims.isClaimed(kind, at)) throw doubt("shared");
  }
  if (!isSameObject(at, pending.at)) context.renames.recordMove(pending, at);
  pending.found = found;
  return found;
}

/** Looks for an object that is to be renamed: earlier runs may have left it on its way. */
async function locate(context: Context, kind: Kind, state: State): Promise<Located> {
  const [here, aside] = await Promise.all([
    observeManaged(context, kind, state),
    atTemporaryName(context, kind, state),
  ]);
  // First, since the old name may belong to somebody else by then.
  if (aside !== undefined) return aside;
  if (here.exists && !hasSuccessor(context, kind, state)) return { at: state.identity, found: here };
  return (await renamed(context, kind, state)) ?? { at: state.identity, found: absent(here.settable) };
}

/** Whether another object has come to the name in this run, by a rename or a create: the one of the state was gone before. */
export function hasSuccessor(context: Context, kind: Kind, state: State): boolean {
  return context.renames.hasArrived(kind, state.identity) || context.claims.hasNewerObject(kind, state);
}

/** Where a run that was interrupted may have left an object that is not at its name any more. */
export async function locateInterrupted(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  if (kind.verbs.rename === undefined) return undefined;
  return (await atTemporaryName(context, kind, state)) ?? renamed(context, kind, state);
}

async function atTemporaryName(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  const at = temporaryNameOf(kind, state);
  const found = await observe(context, kind, at);
  return found.exists && context.renames.holderOf(kind, at) === undefined ? { at, found } : undefined;
}

/** What became of a rename whose outcome was never learnt. */
async function renamed(context: Context, kind: Kind, { renaming }: State): Promise<Located | undefined> {
  if (renaming === undefined) return undefined;
  const found = await observe(context, kind, renaming.to);
  return found.exists && found.createdAt === renaming.made ? { at: renaming.to, found } : undefined;
}
