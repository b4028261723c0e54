import type { Kind } from "../kinds/kind.js";
import type { Values } from "../values.js";
import { originalValuesOf } from "./adopt.js";
import { existenceError } from "./answers/existence-error.js";
import { create } from "./create.js";
import { GoneError, LostError, PartialError } from "./errors/index.js";
import { differing, toWrite } from "./object/compare.js";
import { creationStampOf } from "./object/computed.js";
import type { Present } from "./object/observation.js";
import { observeManaged } from "./object/observe.js";
import { asHeld } from "./read.js";
import { isRenamed, type PendingRename } from "./rename/coordinator.js";
import { observeCarried } from "./rename/follow.js";
import { underKnownName } from "./rename/known-name.js";
import { hasSuccessor, locateToRename } from "./rename/locate.js";
import { rename } from "./rename/rename.js";
import { movedTo } from "./rename/trail.js";
import type { Context } from "./run/context.js";
import { refuseOtherService } from "./run/same-service.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { isSameObject } from "./state/identity.js";
import type { Desired, State } from "./state/state.js";
import { changeAndClear, clearing } from "./writes/clear-undeclared.js";
import { refuseNotSettable } from "./writes/settable.js";
import { verify } from "./writes/verify.js";

/**
 * Writes what changed between the prior state and the desired one, and nothing else.
 *
 * @throws OtherServiceError when the state knows the object from another service.
 * @throws LostError when the object was gone before another one got its name.
 * @throws PartialError when a failed rename left the object at another name, or may have, or when another object got its name.
 */
export async function update(context: Context, kind: Kind, state: State, desired: Desired): Promise<State> {
  refuseOtherService(kind, state, context.service);
  if (state.lost) {
    throw new LostError(kind.name, kind.displayName(state.identity), kind.displayName(desired.identity));
  }
  if (context.trail.carries(kind, state, desired.identity)) return updateCarried(context, kind, state, desired);
  // The object keeps the spelling that it was created with, and is addressed by that one.
  if (!isRenamed(kind, state, desired))
    return updateInPlace(context, kind, state, { ...desired, identity: state.identity });
  const pending = context.renames.announce(kind, state, desired);
  try {
    return await updateRenamed(context, pending);
  } catch (error) {
    if (error instanceof PartialError) throw error;
    context.renames.recordFailure(pending);
    throw interrupted(context, pending, underKnownName(kind, state, desired.identity, error));
  }
}

/** Changes what differs. OMA's change methods create a missing object, so nothing is written without a read before. */
async function updateInPlace(context: Context, kind: Kind, state: State, desired: Desired): Promise<State> {
  const changed = changedValues(context, kind, state, desired);
  const cleared = clearing(kind, state.attributes, desired.attributes);
  if (Object.keys({ ...cleared, ...changed }).length === 0) return carriedOn(state, desired);
  const found = await observeManaged(context, kind, state);
  if (!found.exists) throw new GoneError(kind.name, kind.displayName(state.identity));
  return carryOut(context, kind, planned(kind, state, desired, changed, found));
}

/** A subresource that came along with a rename of its account. A service that did not take it along gets it anew. */
async function updateCarried(context: Context, kind: Kind, state: State, desired: Desired): Promise<State> {
  const found = await observeCarried(context, kind, state, desired);
  context.claims.claim(kind, desired);
  if (!found.exists) return create(context, kind, desired);
  return updateInPlace(context, kind, asHeld(kind, { ...state, identity: desired.identity }, found), desired);
}

/** Everything that may be refused is checked before the rename, since no update may stop half way. */
async function updateRenamed(context: Context, pending: PendingRename): Promise<State> {
  const { kind, state, desired } = pending;
  const changed = changedValues(context, kind, state, desired);
  const plan = planned(kind, state, desired, changed, await locateToRename(context, pending));
  if (!isSameObject(kind, pending.at, desired.identity)) await rename(context, pending);
  return carryOut(context, kind, { ...plan, next: { ...plan.next, formerly: formerNames(context, pending) } });
}

/** The declared values to write. An attribute that was not managed before may hold anything, so it is written even when null. */
function changedValues(context: Context, kind: Kind, state: State, desired: Desired): Values {
  const [last, wanted] = [state.attributes, desired.attributes];
  const names = [...differing(kind, wanted, last), ...Object.keys(wanted).filter((name) => !(name in last))];
  return { ...toWrite(kind, wanted, names), ...secretsToWrite(context, kind, desired, state) };
}

/** An update that passed every check. Attributes have wire names. */
interface Plan {
  readonly desired: Desired;
  readonly changed: Values;
  readonly cleared: Values;
  /** The attributes of the prior state. */
  readonly last: Values;
  /** The state after the update. */
  readonly next: State;
}

/** @throws NotSettableError naming every attribute that the admin may not set. */
function planned(kind: Kind, state: State, desired: Desired, changed: Values, found: Present): Plan {
  refuseNotSettable(kind, { ...desired, identity: state.identity }, changed, found.settable);
  const originalValues =
    kind.verbs.create === "adopt"
      ? { ...originalValuesOf(kind, changed, found), ...state.originalValues }
      : state.originalValues;
  return {
    desired,
    changed,
    cleared: clearing(kind, state.attributes, desired.attributes, found.settable),
    last: state.attributes,
    next: { ...carriedOn(state, desired), originalValues, creationStamp: creationStampOf(kind, found) },
  };
}

async function carryOut(context: Context, kind: Kind, { desired, changed, cleared, last, next }: Plan): Promise<State> {
  let written: Values;
  try {
    written = await changeAndClear(context, kind, desired, changed, cleared);
  } catch (error) {
    throw await existenceError(context, kind, desired.identity, "update", error, changed);
  }
  return verify(context, kind, written, next, last);
}

/** Without a time, the object left its name in an earlier run. */
function formerNames({ clock }: Context, { kind, state, at, leftAt = clock.date() }: PendingRename): State["formerly"] {
  return movedTo(kind, state, at, leftAt).formerly;
}

/** The desired state with the computed values, secrets and stamp of the prior state. */
function carriedOn(state: State, desired: Desired): State {
  const { computed, generatedSecrets, originalValues, creationStamp, formerly } = state;
  return { ...desired, computed, generatedSecrets, originalValues, creationStamp, formerly };
}

/** The error of a failed update. It carries a new state unless the object still has its old name. */
function interrupted(context: Context, pending: PendingRename, error: unknown): unknown {
  const { kind, state, at, uncertainTarget, found } = pending;
  const made = found?.createdAt;
  const renaming = uncertainTarget === undefined || made === undefined ? undefined : { to: uncertainTarget, made };
  const isHome = isSameObject(kind, state.identity, at) && renaming === undefined;
  // Without this, the next run would take the other object for this one.
  const lost = isHome && hasSuccessor(context, kind, state);
  if ((isHome && !lost) || !(error instanceof Error)) return error;
  const formerly = formerNames(context, pending);
  return new PartialError({ ...state, identity: at, renaming, lost, formerly }, context.service, error);
}
