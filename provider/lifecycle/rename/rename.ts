import type { Identity } from "../../kinds/kind.js";
import { OmaApiError, OmaOutcomeUnknownError } from "../../oma/index.js";
import { AliasError, NameTakenError } from "../errors/index.js";
import { existenceError } from "../object/existence-error.js";
import { observe } from "../object/observe.js";
import { signalOf } from "../object/signals.js";
import { writeOnce } from "../object/write.js";
import type { Context } from "../run/context.js";
import type { PendingRename } from "./coordinator.js";
import { refuseIndistinct } from "./distinct.js";
import { temporaryNameOf } from "./locate.js";

/**
 * Gives an object its declared name in place. A name that another object of this run is about to leave is waited for; of
 * objects that exchange names one takes a temporary name meanwhile.
 *
 * Where the object is afterwards, also after a failure, is in `pending.at`.
 *
 * @throws NameTakenError before anything is written when the name belongs to somebody who keeps it.
 * @throws RenameIndistinctError for an exchange among objects that cannot be told apart.
 */
export async function rename(context: Context, pending: PendingRename): Promise<void> {
  const { kind, desired } = pending;
  const to = desired.identity;
  // Reads may lag behind: a name that this process has seen left is free, or the service says otherwise.
  const isFree = context.renames.isReleased(kind, to) || (await looksFree(context, pending));
  if (isFree) return renameTo(context, pending, to);
  const outcome = await context.renames.waitUntilReleased(kind, to, context.clock, pending);
  switch (outcome.how) {
    case "released":
      return renameTo(context, pending, to);
    case "stuck":
      throw nameTaken(context, pending);
    case "circle":
      refuseIndistinct(outcome.members);
      return goAround(context, pending);
  }
}

/** Leaves its name to the next of the circle, and takes the new one when the circle has come round. */
async function goAround(context: Context, pending: PendingRename): Promise<void> {
  const { kind, desired, at: home } = pending;
  const to = desired.identity;
  await renameTo(context, pending, temporaryNameOf(kind, pending.state));
  try {
    const { how } = await context.renames.waitUntilReleased(kind, to, context.clock, pending);
    if (how !== "released") throw nameTaken(context, pending);
    await renameTo(context, pending, to);
  } catch (error) {
    // No mail reaches an account at a temporary name. Its old name may still be free; if not, the next run goes on from here.
    if (pending.uncertainTarget === undefined) await renameTo(context, pending, home).catch(() => {});
    throw error;
  }
}

/** @throws NameTakenError for the name of an alias: it is released when the list of aliases changes, which no rename does. */
async function looksFree(context: Context, { kind, at, desired, found }: PendingRename): Promise<boolean> {
  const name = kind.displayName(desired.identity);
  try {
    return !(await observe(context, kind, desired.identity)).exists;
  } catch (error) {
    if (!(error instanceof AliasError)) throw error;
    const aliases = found?.attributes.aliases;
    const isOwn = Array.isArray(aliases) && aliases.some((alias) => String(alias).toLowerCase() === name);
    throw new NameTakenError(
      kind.displayName(at),
      name,
      `which is an alias of ${isOwn ? "the account itself" : "another account"}; nothing was written`,
      "Remove the alias in a run of its own first, or choose another name.",
      error.number,
    );
  }
}

const chooseAnother =
  "Choose another name, or delete or rename the account that has it. What this program deletes is gone only at the end of a run, so rename in the next one.";
const together =
  "Renames that depend on one another have to run at the same time: run pulumi up with --parallel 2 or more, as many as there are such renames. In a chain, dependsOn does it too.";

function nameTaken(context: Context, { kind, at, desired }: PendingRename): NameTakenError {
  const name = kind.displayName(desired.identity);
  const holder = context.renames.holderOf(kind, desired.identity);
  if (holder === undefined) {
    return new NameTakenError(
      kind.displayName(at),
      name,
      "which already exists",
      `${chooseAnother} If this program renames it: ${together}`,
    );
  }
  return holder.failed
    ? new NameTakenError(
        kind.displayName(at),
        name,
        "which another account kept, since its own rename failed",
        "Correct the other account first.",
      )
    : new NameTakenError(
        kind.displayName(at),
        name,
        "which another account of this program has not left yet",
        together,
      );
}

/** One rename from where the object is. */
async function renameTo(context: Context, pending: PendingRename, to: Identity): Promise<void> {
  const { kind, at } = pending;
  const method = kind.verbs.rename?.method ?? "";
  const target = kind.displayName(to);
  const write = async () => {
    pending.sentTarget = to;
    try {
      return await context.client.call(method, { ...at, new_name: target });
    } catch (error) {
      if (error instanceof OmaOutcomeUnknownError) pending.uncertainTarget = to;
      throw error;
    }
  };
  const readBack = async () => {
    const [old, renamed] = await Promise.all([observe(context, kind, at), observe(context, kind, to)]);
    return !old.exists && renamed.exists ? {} : undefined;
  };
  try {
    await writeOnce(context, write, readBack);
    pending.uncertainTarget = undefined;
  } catch (error) {
    if (error instanceof OmaApiError && signalOf("rename", error) === "name-taken") {
      throw new NameTakenError(kind.displayName(at), target, "which already exists", chooseAnother, error.number);
    }
    throw await existenceError(context, kind, at, "rename", error);
  } finally {
    pending.sentTarget = pending.uncertainTarget;
  }
  context.renames.recordMove(pending, to);
}
