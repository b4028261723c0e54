import type { Blocker, Kind } from "../kinds/kind.js";
import { OmaApiError, rowsIn } from "../oma/index.js";
import type { Values } from "../values.js";
import { signalOf } from "./answers/signals.js";
import {
  AttributeError,
  BlockedError,
  GoneError,
  type Inside,
  OnDeleteRefusedError,
  ProtectedError,
  RenameSuspectedError,
} from "./errors/index.js";
import { changesTo } from "./object/compare.js";
import { observe } from "./object/observe.js";
import { isAnother } from "./ownership/evidence.js";
import { isHeldByAnother } from "./ownership/held.js";
import { withCurrentName } from "./rename/follow.js";
import type { Context } from "./run/context.js";
import { refuseOtherService } from "./run/same-service.js";
import { attributesOnWire, programNameOf } from "./state/codec.js";
import type { State } from "./state/state.js";
import { deleteOnce } from "./writes/delete-once.js";
import { verify } from "./writes/verify.js";
import { changeExisting } from "./writes/write.js";

/** How long a delete waits while the number of objects inside does not fall: another program's objects never leave. */
const patienceMs = 10_000;
const firstPauseMs = 500;
const namedInside = 10;

/**
 * Deletes an object, or only stops managing it where the program asked for that. An object that is already gone is a success.
 *
 * @throws OtherServiceError when the state knows the object from another service. What is only let go of needs no service.
 */
export async function remove(context: Context, kind: Kind, known: State): Promise<void> {
  const state = await withCurrentName(context, kind, known);
  const { identity, options } = state;
  if (kind.verbs.create === "adopt") {
    if (options.onDelete === "reset")
      await writeIfPresent(context, kind, state, unclaimedOriginals(context, kind, state));
    return;
  }
  if (state.lost || (await isHeldByAnother(context, kind, state))) return;
  if (options.protectMailbox === true) throw new ProtectedError(kind.name, kind.displayName(identity), "deleted");
  if (options.onDelete === "retain") return;
  if (options.onDelete === "suspend") return writeIfPresent(context, kind, state, kind.verbs.suspend ?? {});
  refuseOtherService(kind, state, context.service);
  if (kind.createOnlySecrets !== undefined && (await isAnotherNow(context, kind, state))) return;
  refuseLikelyRename(context, kind, state);
  const whole = await withRequired(context, kind, state);
  if (whole !== undefined) return deleteWhenFree(context, kind, whole);
}

/**
 * Keeps what looks renamed: once its mail is deleted, a rename is too late.
 *
 * @throws RenameSuspectedError when the program has lately created an object that may be meant to take its place.
 */
function refuseLikelyRename(context: Context, kind: Kind, state: State): void {
  const likeness = context.newcomers.likenessOf(kind, state, context.clock.date());
  if (likeness === undefined) return;
  const [from, to] = [kind.displayName(state.identity), kind.displayName(likeness.identity)];
  throw new RenameSuspectedError(kind.name, from, to, programNameOf(kind, likeness.wire));
}

/** Whether the object of this name was created at another time. Then somebody may use it, with a secret of its own. */
async function isAnotherNow(context: Context, kind: Kind, state: State): Promise<boolean> {
  if (state.creationStamp === undefined) return false;
  const found = await observe(context, kind, state.identity);
  return found.exists && isAnother(state, found);
}

/**
 * The call that deletes a subresource may need attributes that the state lacks: when a run ends between a write and its read
 * back, the state has only the values that were read.
 *
 * @returns undefined for an object that is gone.
 */
async function withRequired(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  const isWhole = attributesOnWire(kind).every(([wire, { required }]) => !required || wire in state.attributes);
  if (isWhole) return state;
  const found = await observe(context, kind, state.identity);
  return found.exists ? { ...state, attributes: found.attributes } : undefined;
}

/** The original values, without attributes that another resource of this run has claimed. */
function unclaimedOriginals(context: Context, kind: Kind, { identity, originalValues = {} }: State): Values {
  const unclaimed = Object.entries(originalValues).filter(
    ([name]) => !context.claims.managesAttribute(kind, identity, name),
  );
  return Object.fromEntries(unclaimed);
}

async function writeIfPresent(context: Context, kind: Kind, state: State, wire: Values): Promise<void> {
  refuseOtherService(kind, state, context.service);
  const found = await observe(context, kind, state.identity);
  if (!found.exists) return;
  const changes = changesTo(kind, wire, found.attributes);
  if (Object.keys(changes).length === 0) return;
  try {
    await changeExisting(context, kind, state, changes);
  } catch (error) {
    if (error instanceof GoneError) return;
    if (!(error instanceof AttributeError || error instanceof OmaApiError)) throw error;
    throw new OnDeleteRefusedError(kind.displayName(state.identity), state.options.onDelete, error);
  }
  await verify(context, kind, changes, state);
}

/**
 * Deletes, and waits while the number of objects inside falls: the same run may be deleting them.
 *
 * @throws BlockedError naming what is inside when the number stops falling, or when the time is over.
 * @throws DeleteLimitError beyond the limit of deletions of this run.
 */
async function deleteWhenFree(context: Context, kind: Kind, state: State): Promise<void> {
  context.deleteLimit.count(kind, state);
  const { clock } = context;
  const began = context.client.serverTime();
  const timeoutMs = Number(state.options.deleteTimeout ?? kind.options.deleteTimeout?.default) * 1000;
  const started = clock.now();
  let fewest = Number.POSITIVE_INFINITY;
  let lastFall = started;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const blocked = await deleteOnce(context, kind, state);
    if (blocked === undefined) return context.deletedObjects.recordDelete(kind, state, began);
    const { blocker, error } = blocked;
    const inside = await listInside(context, blocker, state);
    if (inside === "gone") return;
    if (inside.total < fewest) {
      fewest = inside.total;
      lastFall = clock.now();
      pauseMs = firstPauseMs;
    }
    const giveUp = blocker.mayLeave ? Math.min(lastFall + patienceMs, started + timeoutMs) : started;
    if (clock.now() + pauseMs > giveUp) {
      throw new BlockedError(kind.name, kind.displayName(state.identity), error, inside, blocker.remedy);
    }
    await clock.sleep(pauseMs);
  }
}

async function listInside(context: Context, blocker: Blocker, { identity }: State): Promise<Inside | "gone"> {
  const { method, criteria, rows, concerns, describe } = blocker;
  // A search without a criterion for the object is read whole and filtered here.
  const range = concerns === undefined ? { range: { first: 0, limit: namedInside } } : {};
  try {
    const response = await context.client.call(method, { criteria: criteria(identity), ...range });
    const all = rowsIn(response, rows);
    const inside = concerns === undefined ? all : all.filter((row) => concerns(row, identity));
    const total = concerns === undefined ? Number(response.total_count ?? all.length) : inside.length;
    return { total, first: inside.slice(0, namedInside).map(describe) };
  } catch (error) {
    if (signalOf("read", error) === "gone") return "gone";
    throw error;
  }
}
