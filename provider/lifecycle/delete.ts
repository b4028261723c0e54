import type { Blocker, Kind } from "../kinds/kind.js";
import { OmaApiError } from "../oma/index.js";
import { BlockedError, type Inside, ProtectedError } from "./errors/index.js";
import { changesTo } from "./object/compare.js";
import { aliasOf, isParentMissing, observe } from "./object/observe.js";
import { refuseElsewhere } from "./object/other-service.js";
import { signalOf } from "./object/signals.js";
import { verify } from "./object/verify.js";
import { changeExisting } from "./object/write.js";
import { sendAndLook } from "./object/write-once.js";
import { isAnother } from "./ownership/evidence.js";
import type { Context } from "./run/context.js";
import { fromWire, toWire } from "./state/codec.js";
import type { Known, Values } from "./state/state.js";

const defaultTimeoutSeconds = 300;
/** How long a delete waits without seeing anything inside go away: another program's objects never will. */
const patienceMs = 10_000;
const firstPauseMs = 500;
const namedInside = 10;

/** Removes an object, or lets go of it where the program asked for that. An object that is gone already is a success. */
export async function remove(context: Context, kind: Kind, known: Known): Promise<void> {
  const { identity, options } = known;
  if (kind.verbs.create === "takeover") {
    if (options.onDelete === "reset") await writeIfPresent(context, kind, known, untakenPrior(context, kind, known));
    return;
  }
  if (known.lost || context.taken.isAnothers(kind, known)) return;
  if (options.protectMailbox === true) throw new ProtectedError(kind.name, kind.called(identity), "deleted");
  if (options.onDelete === "retain") return;
  if (options.onDelete === "suspend") return writeIfPresent(context, kind, known, kind.verbs.suspend ?? {});
  if (kind.verbs.delete === undefined) return;
  if (kind.toldOnce !== undefined && (await isAnothersNow(context, kind, known))) return;
  const whole = await withRequired(context, kind, known);
  if (whole !== undefined) return deleteWhenFree(context, kind, whole, kind.verbs.delete);
}

/** Whether what has the name now was made at another time: somebody may use it, and has what its own create told. */
async function isAnothersNow(context: Context, kind: Kind, known: Known): Promise<boolean> {
  if (known.made === undefined) return false;
  const found = await observe(context, kind, known.identity);
  return found.exists && isAnother(known, found);
}

/**
 * The call that deletes a part may name what the part holds, and the state may not know that: when a run ended between a write
 * and the look at it, only what was seen to hold is in state.
 *
 * @returns undefined for an object that is gone.
 */
async function withRequired(context: Context, kind: Kind, known: Known): Promise<Known | undefined> {
  const isWhole = Object.entries(kind.attributes).every(
    ([name, { required }]) => !required || name in known.attributes,
  );
  if (isWhole) return known;
  const found = await observe(context, kind, known.identity);
  if (found.exists) return { ...known, attributes: fromWire(kind, found.attributes) };
  refuseElsewhere(context, kind, known);
}

/** The prior values, but for attributes that another resource of this run has taken over. */
function untakenPrior(context: Context, kind: Kind, { identity, prior }: Known): Values {
  const names = Object.keys(prior ?? {}).filter((name) => !context.taken.manages(kind, identity, name));
  return Object.fromEntries(names.map((name) => [name, prior?.[name]]));
}

async function writeIfPresent(context: Context, kind: Kind, known: Known, wire: Values): Promise<void> {
  const found = await observe(context, kind, known.identity);
  if (!found.exists) return refuseElsewhere(context, kind, known);
  const changes = changesTo(kind, wire, found.attributes);
  if (Object.keys(changes).length === 0) return;
  await changeExisting(context, kind, known, changes);
  await verify(context, kind, changes, known);
}

/**
 * Deletes, waiting while what keeps the object from being deleted grows fewer: it may be on its way out in the same run.
 *
 * @throws BlockedError naming what is inside when it stops growing fewer, or when the time is over.
 * @throws DeleteLimitError beyond the limit of deletions of this run.
 */
async function deleteWhenFree(context: Context, kind: Kind, known: Known, method: string): Promise<void> {
  context.fuse.spend(kind, known);
  const { clock } = context;
  const timeoutMs = Number(known.options.deleteTimeout ?? defaultTimeoutSeconds) * 1000;
  const started = clock.now();
  let fewest = Number.POSITIVE_INFINITY;
  let lastFall = started;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const refusal = await deleteOnce(context, kind, known, method);
    if (refusal === "deleted") return;
    const { blocker, error } = refusal;
    const inside = await lookInside(context, blocker, known);
    if (inside === "gone") return;
    if (inside.total < fewest) {
      fewest = inside.total;
      lastFall = clock.now();
      pauseMs = firstPauseMs;
    }
    const giveUp = blocker.mayLeave ? Math.min(lastFall + patienceMs, started + timeoutMs) : started;
    if (clock.now() + pauseMs > giveUp) {
      throw new BlockedError(kind.name, kind.called(known.identity), error, inside, blocker.remedy);
    }
    await clock.sleep(pauseMs);
  }
}

/** @returns "deleted", or what keeps the object from it for now. */
export async function deleteOnce(
  context: Context,
  kind: Kind,
  known: Known,
  method: string,
): Promise<"deleted" | { blocker: Blocker; error: OmaApiError }> {
  try {
    await sendAndLook<unknown>(
      context,
      () => context.client.call(method, deleteFields(kind, known)),
      async () => ((await observe(context, kind, known.identity)).exists ? undefined : "deleted"),
    );
    return "deleted";
  } catch (error) {
    if (await isGone(context, kind, known, error)) {
      refuseElsewhere(context, kind, known);
      return "deleted";
    }
    refuseForGood(kind, known, error);
    const blocker = kind.blockers?.find(({ number }) => error instanceof OmaApiError && error.number === number);
    if (blocker === undefined) throw error;
    return { blocker, error: error as OmaApiError };
  }
}

/** @throws BlockedError for a refusal that no waiting and no search would change. */
function refuseForGood(kind: Kind, { identity }: Known, error: unknown): void {
  const refusal = error instanceof OmaApiError ? kind.refusals?.[error.number] : undefined;
  if (refusal === undefined) return;
  throw new BlockedError(kind.name, kind.called(identity), error as OmaApiError, refusal.why(identity), refusal.remedy);
}

function deleteFields(kind: Kind, { identity, attributes }: Known): Values {
  return kind.verbs.part?.delete?.(identity, toWire(kind, attributes)) ?? identity;
}

async function isGone(context: Context, kind: Kind, known: Known, error: unknown): Promise<boolean> {
  const signal = signalOf("delete", error);
  if (signal === "alias") throw aliasOf(kind, known.identity);
  if (signal === "ask-parent") return isParentMissing(context, kind, known.identity);
  if (signal === "ask-itself") return !(await observe(context, kind, known.identity)).exists;
  return signal === "gone";
}

async function lookInside(context: Context, blocker: Blocker, known: Known): Promise<Inside | "gone"> {
  const { method, criteria, rows, concerns, describe } = blocker;
  // A search that cannot be narrowed down to the object is read whole and sifted here.
  const range = concerns === undefined ? { range: { first: 0, limit: namedInside } } : {};
  try {
    const answer = await context.client.call(method, { criteria: criteria(known.identity), ...range });
    const all = (answer[rows] ?? []) as Record<string, unknown>[];
    const inside = concerns === undefined ? all : all.filter((row) => concerns(row, known.identity));
    const total = concerns === undefined ? Number(answer.total_count ?? all.length) : inside.length;
    return { total, first: inside.slice(0, namedInside).map(describe) };
  } catch (error) {
    if (signalOf("read", error) === "gone") return "gone";
    throw error;
  }
}
