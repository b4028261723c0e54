import type { Identity } from "../../kinds/kind.js";
import { OmaApiError, OmaOutcomeUnknownError } from "../../oma/index.js";
import { existenceError } from "../answers/existence-error.js";
import { signalOf } from "../answers/signals.js";
import { AliasError, NameTakenError } from "../errors/index.js";
import { observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import { writeOnce } from "../writes/write.js";
import type { PendingRename } from "./coordinator.js";
import { refuseIndistinct } from "./distinct.js";
import { temporaryNameOf } from "./locate.js";

/**
 * Renames an object in place to its declared name. It waits for a name that another object of this run is about to leave. When
 * objects exchange names, one of them takes a temporary name meanwhile.
 *
 * Afterwards `pending.at` says where the object is, also after a failure.
 *
 * @throws NameTakenError before anything is written when another object keeps the name.
 * @throws RenameIndistinctError for an exchange among objects that nothing tells apart.
 */
export async function rename(context: Context, pending: PendingRename): Promise<void> {
  const { kind, desired } = pending;
  const to = desired.identity;
  // Reads may lag, so a name that this process saw released counts as free. If it is not, the service refuses the rename.
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

/** Leaves its name to the next member of the circle, and takes the new name when the circle has closed. */
async function goAround(context: Context, pending: PendingRename): Promise<void> {
  const { kind, desired, at: home } = pending;
  const to = desired.identity;
  await renameTo(context, pending, temporaryNameOf(kind, pending.state));
  try {
    const { how } = await context.renames.waitUntilReleased(kind, to, context.clock, pending);
    if (how !== "released") throw nameTaken(context, pending);
    await renameTo(context, pending, to);
  } catch (error) {
    // No mail reaches an account at a temporary name. Its old name may still be free. If not, the next run continues from here.
    if (pending.uncertainTarget === undefined) await renameTo(context, pending, home).catch(() => {});
    throw error;
  }
}

/** @throws NameTakenError for the name of an alias. Only a change of the list of aliases releases it, and no rename does that. */
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
  "Choose another name, or delete or rename the account that has it. A run deletes last, so delete in one run and rename in the next one.";
const together =
  "Renames that depend on one another must run at the same time: run pulumi up with --parallel 2 or more, as many as there are such renames. In a chain, dependsOn works too.";

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

/** Sends one rename from the present name of the object. */
async function renameTo(context: Context, pending: PendingRename, to: Identity): Promise<void> {
  const { kind, at } = pending;
  const method = kind.verbs.rename?.method ?? "";
  const target = kind.displayName(to);
  const write = async () => {
    pending.sentTarget = to;
    pending.leftAt ??= context.clock.date();
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
