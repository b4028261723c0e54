import { createHash } from "node:crypto";
import type { Identity, Kind } from "../../kinds/kind.js";
import { type Absent, observe, observeManaged, type Present } from "../object/observe.js";
import { createdAt } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";

/** Where an object is, and what was read there. */
export interface Located {
  readonly at: Identity;
  readonly found: Present | Absent;
}

const markDigits = 20;

/**
 * The name that an object steps aside to. Made of what the state knows of the object, so that the next run finds it even
 * when the process died before the state could learn of it. The time of the last write tells the object from one that gets
 * its old name later.
 */
export function temporaryNameOf(kind: Kind, { identity, writtenAt }: State): Identity {
  const text = JSON.stringify([kind.name, kind.displayName(identity), writtenAt]);
  const mark = createHash("sha256").update(text).digest("hex").slice(0, markDigits);
  return kind.verbs.rename?.temporaryName(identity, mark) ?? identity;
}

/** Looks for an object that is to be renamed: earlier runs may have left it on its way. */
export async function locate(context: Context, kind: Kind, state: State): Promise<Located> {
  const [here, aside] = await Promise.all([observeManaged(context, kind, state), standingAside(context, kind, state)]);
  // First, since the old name may belong to somebody else by then.
  if (aside !== undefined) return aside;
  if (here.exists && !hasSuccessor(context, kind, state)) return { at: state.identity, found: here };
  const missing: Absent = { exists: false, withParent: false, settable: here.settable };
  return (await renamed(context, kind, state)) ?? { at: state.identity, found: missing };
}

/** Whether another object has come to the name in this run, by a rename or a create: the one of the state was gone before. */
export function hasSuccessor(context: Context, kind: Kind, state: State): boolean {
  return context.renames.hasArrived(kind, state.identity) || context.claims.hasNewerObject(kind, state);
}

/** Where a run that was cut off may have left an object that is not at its name any more. */
export async function locateInterrupted(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  if (kind.verbs.rename === undefined) return undefined;
  return (await standingAside(context, kind, state)) ?? renamed(context, kind, state);
}

async function standingAside(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  const at = temporaryNameOf(kind, state);
  const found = await observe(context, kind, at);
  return found.exists && context.renames.holderOf(kind, at) === undefined ? { at, found } : undefined;
}

/** What became of a rename whose outcome was never learnt. */
async function renamed(context: Context, kind: Kind, { renaming }: State): Promise<Located | undefined> {
  if (renaming === undefined) return undefined;
  const found = await observe(context, kind, renaming.to);
  return found.exists && createdAt(found) === renaming.made ? { at: renaming.to, found } : undefined;
}
