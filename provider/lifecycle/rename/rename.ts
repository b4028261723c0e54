import type { Identity } from "../../kinds/kind.js";
import { type OmaApiError, OmaOutcomeUnknownError } from "../../oma/index.js";
import { AliasError, NameTakenError } from "../errors/index.js";
import { lifeOf } from "../object/existence-error.js";
import { observe } from "../object/observe.js";
import { signalOf } from "../object/signals.js";
import { sendAndLook } from "../object/write-once.js";
import type { Context } from "../run/context.js";
import type { Move } from "./coordinator.js";
import { refuseIndistinct } from "./distinct.js";
import { asideOf } from "./locate.js";

/**
 * Gives an object its declared name in place. A name that another object of this run is about to leave is waited for; of
 * objects that exchange names one steps aside meanwhile.
 *
 * Where the object is afterwards, also after a failure, is in `move.at`.
 *
 * @throws NameTakenError before anything is written when the name belongs to somebody who keeps it.
 * @throws RenameIndistinctError for an exchange among objects that cannot be told apart.
 */
export async function rename(context: Context, move: Move): Promise<void> {
  const { kind, declared } = move;
  const to = declared.identity;
  // Reads may lag behind: a name that this process has seen left is free, or the service says otherwise.
  const isFree = context.moves.hasLeft(kind, to) || (await looksFree(context, move));
  const outcome = isFree ? "left" : await context.moves.wait(kind, to, context.clock, move);
  if (outcome === "left") return go(context, move, to);
  if (outcome === "stuck") throw taken(context, move);
  refuseIndistinct(outcome.circle);
  await goAround(context, move);
}

/** Leaves its name to the next of the circle, and takes the new one when the circle has come round. */
async function goAround(context: Context, move: Move): Promise<void> {
  const { kind, declared, at: home } = move;
  const to = declared.identity;
  await go(context, move, asideOf(kind, move.known));
  try {
    if ((await context.moves.wait(kind, to, context.clock, move)) !== "left") throw taken(context, move);
    await go(context, move, to);
  } catch (error) {
    // No mail reaches an account that stands aside. Its old name may still be free; if not, the next run goes on from here.
    if (move.unsure === undefined) await go(context, move, home).catch(() => {});
    throw error;
  }
}

/** @throws NameTakenError for the name of an alias: it is left when the list of aliases changes, which no rename does. */
async function looksFree(context: Context, { kind, at, declared, found }: Move): Promise<boolean> {
  const name = kind.called(declared.identity);
  try {
    return !(await observe(context, kind, declared.identity)).exists;
  } catch (error) {
    if (!(error instanceof AliasError)) throw error;
    const isOwn = ((found?.attributes.aliases ?? []) as string[]).some((alias) => alias.toLowerCase() === name);
    const whose = isOwn ? "its own" : "another account's";
    throw new NameTakenError(
      kind.called(at),
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

function taken(context: Context, { kind, at, declared }: Move): NameTakenError {
  const name = kind.called(declared.identity);
  const holder = context.moves.holderOf(kind, declared.identity);
  const [why, remedy] =
    holder === undefined
      ? ["which exists already", `${letGo} If this program renames it: ${together}`]
      : holder.failed
        ? ["which another account kept, since its own rename failed", "Correct the other account first."]
        : ["which another account of this program has not left yet", together];
  return new NameTakenError(kind.called(at), name, why, remedy);
}

/** One rename from where the object is. */
async function go(context: Context, move: Move, to: Identity): Promise<void> {
  const { kind, at } = move;
  const method = kind.verbs.rename?.method ?? "";
  const target = kind.called(to);
  const send = async () => {
    move.heads = to;
    try {
      return await context.client.call(method, { ...at, new_name: target });
    } catch (error) {
      if (error instanceof OmaOutcomeUnknownError) move.unsure = to;
      throw error;
    }
  };
  const look = async () => {
    const [old, renamed] = await Promise.all([observe(context, kind, at), observe(context, kind, to)]);
    return !old.exists && renamed.exists ? {} : undefined;
  };
  try {
    await sendAndLook(context, send, look);
    move.unsure = undefined;
  } catch (error) {
    if (signalOf("rename", error) === "name-taken") {
      throw new NameTakenError(kind.called(at), target, "which exists already", letGo, (error as OmaApiError).number);
    }
    throw await lifeOf(context, kind, at, "rename", error);
  } finally {
    move.heads = move.unsure;
  }
  context.moves.went(move, to);
}
