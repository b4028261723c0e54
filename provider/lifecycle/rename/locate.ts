import { createHash } from "node:crypto";
import type { Identity, Kind } from "../../kinds/kind.js";
import { type Absent, observe, observeKnown, type Present } from "../object/observe.js";
import { madeAt } from "../ownership/evidence.js";
import type { Context } from "../run/context.js";
import type { Known } from "../state/state.js";

/** Where an object is, and what was read there. */
export interface Whereabouts {
  readonly at: Identity;
  readonly found: Present | Absent;
}

const markDigits = 20;

/**
 * The name that an object steps aside to. Made of what the state knows of the object, so that the next run finds it even
 * when the process died before the state could learn of it. The time of the last write tells the object from one that gets
 * its old name later.
 */
export function asideOf(kind: Kind, { identity, writtenAt }: Known): Identity {
  const text = JSON.stringify([kind.name, kind.called(identity), writtenAt]);
  const mark = createHash("sha256").update(text).digest("hex").slice(0, markDigits);
  return kind.verbs.rename?.aside(identity, mark) ?? identity;
}

/** Looks for an object that is to be renamed: earlier runs may have left it on its way. */
export async function whereabouts(context: Context, kind: Kind, known: Known): Promise<Whereabouts> {
  const [here, aside] = await Promise.all([observeKnown(context, kind, known), standingAside(context, kind, known)]);
  // First, since the old name may belong to somebody else by then.
  if (aside !== undefined) return aside;
  if (here.exists && !hasSuccessor(context, kind, known)) return { at: known.identity, found: here };
  const missing: Absent = { exists: false, withParent: false, settable: here.settable };
  return (await renamed(context, kind, known)) ?? { at: known.identity, found: missing };
}

/** Whether another object has come to the name in this run, by a rename or a create: the one of the state was gone before. */
export function hasSuccessor(context: Context, kind: Kind, known: Known): boolean {
  return context.moves.hasArrived(kind, known.identity) || context.taken.isNewer(kind, known);
}

/** Where a run that was cut off may have left an object that is not at its name any more. */
export async function onItsWay(context: Context, kind: Kind, known: Known): Promise<Whereabouts | undefined> {
  if (kind.verbs.rename === undefined) return undefined;
  return (await standingAside(context, kind, known)) ?? renamed(context, kind, known);
}

async function standingAside(context: Context, kind: Kind, known: Known): Promise<Whereabouts | undefined> {
  const at = asideOf(kind, known);
  const found = await observe(context, kind, at);
  return found.exists && context.moves.holderOf(kind, at) === undefined ? { at, found } : undefined;
}

/** What became of a rename whose outcome was never learnt. */
async function renamed(context: Context, kind: Kind, { renaming }: Known): Promise<Whereabouts | undefined> {
  if (renaming === undefined) return undefined;
  const found = await observe(context, kind, renaming.to);
  return found.exists && madeAt(found) === renaming.made ? { at: renaming.to, found } : undefined;
}
