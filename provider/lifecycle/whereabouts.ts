import { createHash } from "node:crypto";
import type { Identity, Kind } from "../kinds/kind.js";
import type { Context } from "./context.js";
import { type Absent, observe, observeKnown, type Present } from "./observe.js";
import type { Known } from "./state.js";

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
  const aside = asideOf(kind, known);
  const [here, beside] = await Promise.all([observeKnown(context, kind, known), observe(context, kind, aside)]);
  // First, since the old name may belong to somebody else by then.
  if (beside.exists && context.moves.holderOf(kind, aside) === undefined) return { at: aside, found: beside };
  return here.exists ? { at: known.identity, found: here } : missing(context, kind, known, here);
}

/** What became of an object that is not where the state knows it, when the outcome of its rename was never learnt. */
async function missing(context: Context, kind: Kind, known: Known, here: Absent): Promise<Whereabouts> {
  const { identity, renaming } = known;
  if (renaming !== undefined) {
    const there = await observe(context, kind, renaming.to);
    if (there.exists && madeAt(there) === renaming.made) return { at: renaming.to, found: there };
  }
  return { at: identity, found: here };
}

/** When an object was made, in UNIX seconds: the one thing that OMA shows of an object whatever it is called. */
export function madeAt({ metadata }: Present): number | undefined {
  const made = Number(metadata.createtime ?? Number.NaN);
  return Number.isNaN(made) ? undefined : made;
}
