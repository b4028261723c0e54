import type { Blocker, Kind } from "../kinds/kind.js";
import { OmaApiError } from "../oma/index.js";
import { BlockedError, type Inside, ProtectedError } from "./errors/index.js";
import { changesTo } from "./object/compare.js";
import { aliasOf, isParentMissing, observe } from "./object/observe.js";
import { refuseOtherService } from "./object/other-service.js";
import { signalOf } from "./object/signals.js";
import { verify } from "./object/verify.js";
import { changeExisting } from "./object/write.js";
import { writeOnce } from "./object/write-once.js";
import { isAnother } from "./ownership/evidence.js";
import type { Context } from "./run/context.js";
import { fromWire, toWire } from "./state/codec.js";
import type { State, Values } from "./state/state.js";

const defaultTimeoutSeconds = 300;
/** How long a delete waits without seeing anything inside go away: another program's objects never will. */
const patienceMs = 10_000;
const firstPauseMs = 500;
const namedInside = 10;

/** Removes an object, or lets go of it where the program asked for that. An object that is gone already is a success. */
export async function remove(context: Context, kind: Kind, state: State): Promise<void> {
  const { identity, options } = state;
  if (kind.verbs.create === "adopt") {
    if (options.onDelete === "reset") await writeIfPresent(context, kind, state, untakenPrior(context, kind, state));
    return;
  }
  if (state.lost || context.claims.isHeldByAnother(kind, state)) return;
  if (options.protectMailbox === true) throw new ProtectedError(kind.name, kind.displayName(identity), "deleted");
  if (options.onDelete === "retain") return;
  if (options.onDelete === "suspend") return writeIfPresent(context, kind, state, kind.verbs.suspend ?? {});
  if (kind.verbs.delete === undefined) return;
  if (kind.createOnlySecrets !== undefined && (await isAnothersNow(context, kind, state))) return;
  const whole = await withRequired(context, kind, state);
  if (whole !== undefined) return deleteWhenFree(context, kind, whole, kind.verbs.delete);
}

/** Whether what has the name now was made at another time: somebody may use it, and has what its own create told. */
async function isAnothersNow(context: Context, kind: Kind, state: State): Promise<boolean> {
  if (state.creationStamp === undefined) return false;
  const found = await observe(context, kind, state.identity);
  return found.exists && isAnother(state, found);
}

/**
 * The call that deletes a part may name what the part holds, and the state may not know that: when a run ended between a write
 * and the look at it, only what was seen to hold is in state.
 *
 * @returns undefined for an object that is gone.
 */
async function withRequired(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  const isWhole = Object.entries(kind.attributes).every(
    ([name, { required }]) => !required || name in state.attributes,
  );
  if (isWhole) return state;
  const found = await observe(context, kind, state.identity);
  if (found.exists) return { ...state, attributes: fromWire(kind, found.attributes) };
  refuseOtherService(context, kind, state);
}

/** The prior values, but for attributes that another resource of this run has taken over. */
function untakenPrior(context: Context, kind: Kind, { identity, originalValues: prior }: State): Values {
  const names = Object.keys(prior ?? {}).filter((name) => !context.claims.managesAttribute(kind, identity, name));
  return Object.fromEntries(names.map((name) => [name, prior?.[name]]));
}

async function writeIfPresent(context: Context, kind: Kind, state: State, wire: Values): Promise<void> {
  const found = await observe(context, kind, state.identity);
  if (!found.exists) return refuseOtherService(context, kind, state);
  const changes = changesTo(kind, wire, found.attributes);
  if (Object.keys(changes).length === 0) return;
  await changeExisting(context, kind, state, changes);
  await verify(context, kind, changes, state);
}

/**
 * Deletes, waiting while what keeps the object from being deleted grows fewer: it may be on its way out in the same run.
 *
 * @throws BlockedError naming what is inside when it stops growing fewer, or when the time is over.
 * @throws DeleteLimitError beyond the limit of deletions of this run.
 */
async function deleteWhenFree(context: Context, kind: Kind, state: State, method: string): Promise<void> {
  context.deleteLimit.spend(kind, state);
  const { clock } = context;
  const timeoutMs = Number(state.options.deleteTimeout ?? defaultTimeoutSeconds) * 1000;
  const started = clock.now();
  let fewest = Number.POSITIVE_INFINITY;
  let lastFall = started;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const refusal = await deleteOnce(context, kind, state, method);
    if (refusal === "deleted") return;
    const { blocker, error } = refusal;
    const inside = await lookInside(context, blocker, state);
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

/** @returns "deleted", or what keeps the object from it for now. */
export async function deleteOnce(
  context: Context,
  kind: Kind,
  state: State,
  method: string,
): Promise<"deleted" | { blocker: Blocker; error: OmaApiError }> {
  try {
    await writeOnce<unknown>(
      context,
      () => context.client.call(method, deleteFields(kind, state)),
      async () => ((await observe(context, kind, state.identity)).exists ? undefined : "deleted"),
    );
    return "deleted";
  } catch (error) {
    if (await isGone(context, kind, state, error)) {
      refuseOtherService(context, kind, state);
      return "deleted";
    }
    refuseForGood(kind, state, error);
    const blocker = kind.blockers?.find(({ number }) => error instanceof OmaApiError && error.number === number);
    if (blocker === undefined) throw error;
    return { blocker, error: error as OmaApiError };
  }
}

/** @throws BlockedError for a refusal that no waiting and no search would change. */
function refuseForGood(kind: Kind, { identity }: State, error: unknown): void {
  const refusal = error instanceof OmaApiError ? kind.refusals?.[error.number] : undefined;
  if (refusal === undefined) return;
  throw new BlockedError(
    kind.name,
    kind.displayName(identity),
    error as OmaApiError,
    refusal.why(identity),
    refusal.remedy,
  );
}

function deleteFields(kind: Kind, { identity, attributes }: State): Values {
  return kind.verbs.subresource?.delete?.(identity, toWire(kind, attributes)) ?? identity;
}

async function isGone(context: Context, kind: Kind, state: State, error: unknown): Promise<boolean> {
  const signal = signalOf("delete", error);
  if (signal === "alias") throw aliasOf(kind, state.identity);
  if (signal === "ask-parent") return isParentMissing(context, kind, state.identity);
  if (signal === "ask-itself") return !(await observe(context, kind, state.identity)).exists;
  return signal === "gone";
}

async function lookInside(context: Context, blocker: Blocker, state: State): Promise<Inside | "gone"> {
  const { method, criteria, rows, concerns, describe } = blocker;
  // A search that cannot be narrowed down to the object is read whole and sifted here.
  const range = concerns === undefined ? { range: { first: 0, limit: namedInside } } : {};
  try {
    const answer = await context.client.call(method, { criteria: criteria(state.identity), ...range });
    const all = (answer[rows] ?? []) as Record<string, unknown>[];
    const inside = concerns === undefined ? all : all.filter((row) => concerns(row, state.identity));
    const total = concerns === undefined ? Number(answer.total_count ?? all.length) : inside.length;
    return { total, first: inside.slice(0, namedInside).map(describe) };
  } catch (error) {
    if (signalOf("read", error) === "gone") return "gone";
    throw error;
  }
}
