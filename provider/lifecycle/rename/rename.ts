import type { Identity } from "../../kinds/kind.js";
import { type OmaApiError, OmaOutcomeUnknownError } from "../../oma/index.js";
import { AliasError, NameTakenError } from "../errors/index.js";
import { existenceError } from "../object/existence-error.js";
import { observe } from "../object/observe.js";
import { signalOf } from "../object/signals.js";
import { writeOnce } from "../object/write-once.js";
import type { Context } from "../run/context.js";
import type { PendingRename } from "./coordinator.js";
import { refuseIndistinct } from "./distinct.js";
import { temporaryNameOf } from "./locate.js";

/**
 * Gives an object its declared name in place. A name that another object of this run is about to leave is waited for; of
 * objects that exchange names one steps aside meanwhile.
 *
 * Where the object is afterwards, also after a failure, is in `move.at`.
 *
 * @throws NameTakenError before anything is written when the name belongs to somebody who keeps it.
 * @throws RenameIndistinctError for an exchange among objects that cannot be told apart.
 */
export async function rename(context: Context, move: PendingRename): Promise<void> {
  const { kind, desired } = move;
  const to = desired.identity;
  // Reads may lag behind: a name that this process has seen left is free, or the service says otherwise.
  const isFree = context.renames.isReleased(kind, to) || (await looksFree(context, move));
  const outcome = isFree ? "left" : await context.renames.waitUntilReleased(kind, to, context.clock, move);
  if (outcome === "left") return go(context, move, to);
  if (outcome === "stuck") throw taken(context, move);
  refuseIndistinct(outcome.circle);
  await goAround(context, move);
}

/** Leaves its name to the next of the circle, and takes the new one when the circle has come round. */
async function goAround(context: Context, move: PendingRename): Promise<void> {
  const { kind, desired, at: home } = move;
  const to = desired.identity;
  await go(context, move, temporaryNameOf(kind, move.state));
  try {
    if ((await context.renames.waitUntilReleased(kind, to, context.clock, move)) !== "left") throw taken(context, move);
    await go(context, move, to);
  } catch (error) {
    // No mail reaches an account that stands aside. Its old name may still be free; if not, the next run goes on from here.
    if (move.uncertainTarget === undefined) await go(context, move, home).catch(() => {});
    throw error;
  }
}

/** @throws NameTakenError for the name of an alias: it is left when the list of aliases changes, which no rename does. */
async function looksFree(context: Context, { kind, at, desired, found }: PendingRename): Promise<boolean> {
  const name = kind.displayName(desired.identity);
  try {
    return !(await observe(context, kind, desired.identity)).exists;
  } catch (error) {
    if (!(error instanceof AliasError)) throw error;
    const isOwn = ((found?.attributes.aliases ?? []) as string[]).some((alias) => alias.toLowerCase() === name);
    const whose = isOwn ? "its own" : "another account's";
    throw new NameTakenError(
      kind.displayName(at),
      name,
      `which is an alias, ${whose}; nothing was written`,
      "Drop the alias in a run of its own first, or choose another name.",
      error.number,
    );
  }
}

const letGo =
  "Choose another name, or delete or rename the account that has it. What this program deletes is gone only at the end of a run, so rename in the next one.";
const together =
  "Renames that depend on one another have to be under way together: run pulumi up with --parallel 2 or more, as many as there are such renames. In a chain, dependsOn does it too.";

function taken(context: Context, { kind, at, desired }: PendingRename): NameTakenError {
  const name = kind.displayName(desired.identity);
  const holder = context.renames.holderOf(kind, desired.identity);
  const [why, remedy] =
    holder === undefined
      ? ["which exists already", `${letGo} If this program renames it: ${together}`]
      : holder.failed
        ? ["which another account kept, since its own rename failed", "Correct the other account first."]
        : ["which another account of this program has not left yet", together];
  return new NameTakenError(kind.displayName(at), name, why, remedy);
}

/** One rename from where the object is. */
async function go(context: Context, move: PendingRename, to: Identity): Promise<void> {
  const { kind, at } = move;
  const method = kind.verbs.rename?.method ?? "";
  const target = kind.displayName(to);
  const send = async () => {
    move.sentTarget = to;
    try {
      return await context.client.call(method, { ...at, new_name: target });
    } catch (error) {
      if (error instanceof OmaOutcomeUnknownError) move.uncertainTarget = to;
      throw error;
    }
  };
  const look = async () => {
    const [old, renamed] = await Promise.all([observe(context, kind, at), observe(context, kind, to)]);
    return !old.exists && renamed.exists ? {} : undefined;
  };
  try {
    await writeOnce(context, send, look);
    move.uncertainTarget = undefined;
  } catch (error) {
    if (signalOf("rename", error) === "name-taken") {
      throw new NameTakenError(
        kind.displayName(at),
        target,
        "which exists already",
        letGo,
        (error as OmaApiError).number,
      );
    }
    throw await existenceError(context, kind, at, "rename", error);
  } finally {
    move.sentTarget = move.uncertainTarget;
  }
  context.renames.recordMove(move, to);
}
