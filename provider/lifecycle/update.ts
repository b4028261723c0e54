import type { Kind } from "../kinds/kind.js";
import { priorValues } from "./adopt.js";
import { GoneError, LostError, PartialError, type RenameDoubt, RenameDoubtError } from "./errors/index.js";
import { changeAndClear } from "./object/clear-undeclared.js";
import { differing, isSame, toWrite } from "./object/compare.js";
import { creationStampOf } from "./object/computed.js";
import { existenceError } from "./object/existence-error.js";
import { observe, observeManaged, type Present } from "./object/observe.js";
import { refuseNotSettable } from "./object/preconditions.js";
import { verify } from "./object/verify.js";
import { createdAt, isAnother } from "./ownership/evidence.js";
import type { PendingRename } from "./rename/coordinator.js";
import { hasSuccessor, locate } from "./rename/locate.js";
import { rename } from "./rename/rename.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, toWire } from "./state/codec.js";
import { isSameObject } from "./state/identity.js";
import type { Desired, State, Values } from "./state/state.js";

/**
 * Writes what changed between the last known and the declared values, and nothing else.
 *
 * @throws PartialError when the object has another name by then, or may have, or when another one has come to its name.
 */
export async function update(context: Context, kind: Kind, state: State, desired: Desired): Promise<State> {
  if (state.lost) {
    throw new LostError(kind.name, kind.displayName(state.identity), kind.displayName(desired.identity));
  }
  if (!isRenamed(kind, state, desired)) return updateAt(context, kind, state, desired);
  const move = context.renames.announce(kind, state, desired);
  try {
    return await updateAt(context, kind, state, desired, move);
  } catch (error) {
    if (error instanceof PartialError) throw error;
    context.renames.recordFailure(move);
    const renaming = unsureOf(move);
    const isHome = isSameObject(state.identity, move.at) && renaming === undefined;
    // Else the next run would take the other one for it.
    const lost = isHome && hasSuccessor(context, kind, state);
    if (isHome && !lost) throw error;
    const present = { ...state, identity: move.at, renaming, lost };
    throw new PartialError(present, context.service, error as Error);
  }
}

/** Whether the object gets another name in place. */
export function isRenamed(kind: Kind, known: Desired, desired: Desired): boolean {
  const [from, to] = [known.identity, desired.identity];
  return !isSameObject(from, to) && kind.verbs.rename?.sameHome(from, to) === true;
}

async function updateAt(
  context: Context,
  kind: Kind,
  state: State,
  desired: Desired,
  move?: PendingRename,
): Promise<State> {
  const wanted = toWire(kind, desired.attributes);
  const last = toWire(kind, state.attributes);
  // What was not managed before may hold anything, so it is written even where null would compare as equal.
  const names = [...differing(kind, wanted, last), ...Object.keys(wanted).filter((name) => !(name in last))];
  const changed = toWrite(kind, wanted, names);
  const declaredWrites = { ...changed, ...secretsToWrite(context, kind, desired, state) };
  const cleared = clearing(kind, last, wanted);
  let { originalValues: prior, creationStamp: made } = state;

  if (move !== undefined || Object.keys({ ...cleared, ...declaredWrites }).length > 0) {
    // OMA's changes create what is missing: without this look, an update of a mailbox that somebody deleted would make a
    // new and empty one. And refusals come before the rename, which must not be half of an update.
    const found = await (move === undefined ? foundFor(context, kind, state) : foundToRename(context, move));
    made = creationStampOf(kind, found);
    refuseNotSettable(kind, { ...desired, identity: state.identity }, declaredWrites, found.settable);
    // What is let go of and cannot be set any more is left as it is.
    for (const name of Object.keys(cleared)) {
      if (found.settable?.has(name) === false) delete cleared[name];
    }
    if (kind.verbs.create === "adopt") prior = { ...priorValues(kind, changed, found), ...state.originalValues };
  }
  if (move !== undefined && !isSameObject(move.at, desired.identity)) await rename(context, move);
  let written: Values;
  try {
    written = await changeAndClear(context, kind, desired, declaredWrites, cleared);
  } catch (error) {
    throw await existenceError(context, kind, desired.identity, "update", error);
  }
  return verify(
    context,
    kind,
    written,
    {
      ...desired,
      computed: state.computed,
      generatedSecrets: state.generatedSecrets,
      originalValues: prior,
      creationStamp: made,
    },
    last,
  );
}

/** The object as it is now. */
async function foundFor(context: Context, kind: Kind, state: State): Promise<Present> {
  const found = await observeManaged(context, kind, state);
  if (!found.exists) throw new GoneError(kind.name, kind.displayName(state.identity));
  return found;
}

/** @throws RenameDoubtError when it is not clear which account is the one that is to be renamed. */
async function foundToRename(context: Context, move: PendingRename): Promise<Present> {
  const { kind, state, desired } = move;
  const [object, target] = [state, desired].map(({ identity }) => kind.displayName(identity)) as [string, string];
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
  if (!isSameObject(at, move.at)) context.renames.recordMove(move, at);
  move.found = found;
  return found;
}

function unsureOf({ uncertainTarget: unsure, found }: PendingRename): State["renaming"] {
  const made = found && createdAt(found);
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
