import type { Kind } from "../kinds/kind.js";
import { priorValues } from "./adopt.js";
import { GoneError, LostError, PartialError, type RenameDoubt, RenameDoubtError } from "./errors/index.js";
import { changeAndLetGo } from "./object/clear-undeclared.js";
import { differing, isSame, toWrite } from "./object/compare.js";
import { markOf } from "./object/computed.js";
import { lifeOf } from "./object/existence-error.js";
import { observe, observeKnown, type Present } from "./object/observe.js";
import { refuseNotSettable } from "./object/preconditions.js";
import { verify } from "./object/verify.js";
import { isAnother, madeAt } from "./ownership/evidence.js";
import type { Move } from "./rename/coordinator.js";
import { hasSuccessor, whereabouts } from "./rename/locate.js";
import { rename } from "./rename/rename.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, toWire } from "./state/codec.js";
import { isSameObject } from "./state/identity.js";
import type { Declared, Known, Values } from "./state/state.js";

/**
 * Writes what changed between the last known and the declared values, and nothing else.
 *
 * @throws PartialError when the object has another name by then, or may have, or when another one has come to its name.
 */
export async function update(context: Context, kind: Kind, known: Known, declared: Declared): Promise<Known> {
  if (known.lost) {
    throw new LostError(kind.name, kind.called(known.identity), kind.called(declared.identity));
  }
  if (!isRenamed(kind, known, declared)) return updateAt(context, kind, known, declared);
  const move = context.moves.note(kind, known, declared);
  try {
    return await updateAt(context, kind, known, declared, move);
  } catch (error) {
    if (error instanceof PartialError) throw error;
    context.moves.fail(move);
    const renaming = unsureOf(move);
    const isHome = isSameObject(known.identity, move.at) && renaming === undefined;
    // Else the next run would take the other one for it.
    const lost = isHome && hasSuccessor(context, kind, known);
    if (isHome && !lost) throw error;
    const present = { ...known, identity: move.at, renaming, lost };
    throw new PartialError(present, context.service, error as Error);
  }
}

/** Whether the object gets another name in place. */
export function isRenamed(kind: Kind, known: Declared, declared: Declared): boolean {
  const [from, to] = [known.identity, declared.identity];
  return !isSameObject(from, to) && kind.verbs.rename?.sameHome(from, to) === true;
}

async function updateAt(context: Context, kind: Kind, known: Known, declared: Declared, move?: Move): Promise<Known> {
  const wanted = toWire(kind, declared.attributes);
  const last = toWire(kind, known.attributes);
  // What was not managed before may hold anything, so it is written even where null would compare as equal.
  const names = [...differing(kind, wanted, last), ...Object.keys(wanted).filter((name) => !(name in last))];
  const changed = toWrite(kind, wanted, names);
  const declaredWrites = { ...changed, ...secretsToWrite(context, kind, declared, known) };
  const cleared = clearing(kind, last, wanted);
  let { prior, made } = known;

  if (move !== undefined || Object.keys({ ...cleared, ...declaredWrites }).length > 0) {
    // OMA's changes create what is missing: without this look, an update of a mailbox that somebody deleted would make a
    // new and empty one. And refusals come before the rename, which must not be half of an update.
    const found = await (move === undefined ? foundFor(context, kind, known) : foundToRename(context, move));
    made = markOf(kind, found);
    refuseNotSettable(kind, { ...declared, identity: known.identity }, declaredWrites, found.settable);
    // What is let go of and cannot be set any more is left as it is.
    for (const name of Object.keys(cleared)) {
      if (found.settable?.has(name) === false) delete cleared[name];
    }
    if (kind.verbs.create === "takeover") prior = { ...priorValues(kind, changed, found), ...known.prior };
  }
  if (move !== undefined && !isSameObject(move.at, declared.identity)) await rename(context, move);
  let written: Values;
  try {
    written = await changeAndLetGo(context, kind, declared, declaredWrites, cleared);
  } catch (error) {
    throw await lifeOf(context, kind, declared.identity, "update", error);
  }
  return verify(context, kind, written, { ...declared, facts: known.facts, told: known.told, prior, made }, last);
}

/** The object as it is now. */
async function foundFor(context: Context, kind: Kind, known: Known): Promise<Present> {
  const found = await observeKnown(context, kind, known);
  if (!found.exists) throw new GoneError(kind.name, kind.called(known.identity));
  return found;
}

/** @throws RenameDoubtError when it is not clear which account is the one that is to be renamed. */
async function foundToRename(context: Context, move: Move): Promise<Present> {
  const { kind, known, declared } = move;
  const [object, target] = [known, declared].map(({ identity }) => kind.called(identity)) as [string, string];
  const doubt = (why: RenameDoubt) => new RenameDoubtError(kind.name, object, target, why);
  const { at, found } = await whereabouts(context, kind, known);
  if (!found.exists) {
    const isTaken = (await observe(context, kind, declared.identity)).exists;
    throw isTaken ? doubt("missing") : new GoneError(kind.name, object);
  }
  if (isSameObject(at, known.identity)) {
    if (isAnother(known, found)) throw doubt("replaced");
    if (context.taken.has(kind, at)) throw doubt("shared");
  }
  if (!isSameObject(at, move.at)) context.moves.went(move, at);
  move.found = found;
  return found;
}

function unsureOf({ unsure, found }: Move): Known["renaming"] {
  const made = found && madeAt(found);
  return unsure === undefined || made === undefined ? undefined : { to: unsure, made };
}

/** What is written for attributes that the program no longer declares. */
function clearing(kind: Kind, last: Values, wanted: Values): Record<string, unknown> {
  const removed = Object.keys(last).filter((name) => !(name in wanted));
  const cleared: Record<string, unknown> = {};
  for (const name of removed) {
    const attribute = attributeOnWire(kind, name);
    const isList = attribute?.value.shape === "texts" || attribute?.value.shape === "records";
    const empty = attribute?.nullable ? null : isList ? [] : undefined;
    if (empty !== undefined && !isSame(kind, name, last[name], empty)) cleared[name] = empty;
  }
  return cleared;
}
