import type { Kind } from "../kinds/kind.js";
import { OmaApiError } from "../oma/index.js";
import { parentMissing } from "./answers/existence-error.js";
import { explain } from "./answers/explain.js";
import { DeletedLagError, DeletedUnknownError, RestorableError } from "./errors/index.js";
import type { Observation, Present } from "./object/observation.js";
import { isParentMissing, observeSurely, observeUntil } from "./object/observe.js";
import type { Context } from "./run/context.js";
import type { DeletedByName, DeletedObject } from "./run/deleted-objects.js";
import type { RestoreDeleted, RunSettings } from "./run/settings.js";
import type { Desired } from "./state/state.js";
import { writeOnce } from "./writes/write.js";

/** What a create found in place of nothing. */
export type InPlace =
  /** A deleted object was restored. */
  | { readonly how: "restored"; readonly found: Present }
  /** An object has the name, so nothing was restored. */
  | { readonly how: "exists"; readonly found: Present };

/** What a create does with a deleted object of its name. What the resource says wins over the run. */
export function wishOf(run: RunSettings, { options }: Desired): RestoreDeleted {
  if (typeof options.restoreDeleted !== "boolean") return run.restoreDeleted;
  return options.restoreDeleted ? "restore" : "ignore";
}

/**
 * Settles, before a create is sent, what becomes of a deleted object of its name. One that this very run deleted is no exception:
 * with `deleteBeforeReplace`, resources may take over names from each other, and one would get what another one held.
 *
 * @param seen the object as this create has read it; undefined when it has not.
 * @returns undefined when the create makes a new object.
 * @throws RestorableError when nobody said whether to restore it; DeletedUnknownError and DeletedLagError when it is not known
 * what can be restored. Nothing was written.
 */
export async function settleDeleted(
  context: Context,
  kind: Kind,
  desired: Desired,
  seen: Observation | undefined,
): Promise<InPlace | undefined> {
  const wish = wishOf(context.run, desired);
  if (kind.verbs.restore === undefined || wish === "ignore") return undefined;
  const deleted = await findDeleted(context, kind, desired);
  if (deleted === undefined) return undefined;
  // Reads may lag behind the delete, so one that shows the object does not decide that it exists.
  const found =
    seen?.exists === false ? seen : await observeUntil(context, kind, desired.identity, ({ exists }) => !exists);
  if (found.exists) return { how: "exists", found };
  if (wish === "ask") throw new RestorableError(kind, kind.displayName(desired.identity), deleted);
  return { how: "restored", found: await restore(context, kind, desired, deleted) };
}

const mostSearches = 6;
const pauseMs = 1_000;

/**
 * The deleted object of this name. A search may lag behind the deletes of this run.
 *
 * @throws DeletedUnknownError when the service refuses the search, for example because of the admin's role.
 */
async function findDeleted(context: Context, kind: Kind, desired: Desired): Promise<DeletedObject | undefined> {
  const read = () => searchDeleted(context, kind, desired);
  for (let search = 1; ; search++) {
    const found = await context.deletedObjects.find(kind, desired, read).catch(async (error: unknown) => {
      throw await whyUnknown(context, kind, desired, error);
    });
    if (found !== "not listed") return found;
    if (search === mostSearches) throw lagging(kind, desired, "deleted");
    await context.clock.sleep(pauseMs);
  }
}

/** What a failed search means to this create. Others that waited for the same search have errors of their own. */
async function whyUnknown(context: Context, kind: Kind, { identity }: Desired, error: unknown): Promise<unknown> {
  if (!(error instanceof OmaApiError)) return error;
  if (await isParentMissing(context, kind, identity)) return parentMissing(kind, identity);
  return new DeletedUnknownError(kind.name, kind.displayName(identity), error);
}

const noSuchCompany = 11;

/** Everything of the scope that the service can restore. */
async function searchDeleted(context: Context, kind: Kind, { identity, attributes }: Desired): Promise<DeletedByName> {
  const byName = new Map<string, DeletedObject[]>();
  const { restore } = kind.verbs;
  if (restore === undefined) return byName;
  const { search, criteria, named } = restore;
  // Rows of users have no documented time of deletion, so their order tells which one was deleted last (GUIDE search_users).
  const sort = { by: "delete_time", direction: "descending" };
  try {
    // The table of the kind and the types of the methods are checked apart from each other.
    const rows = context.client.search(search, { criteria: criteria(identity, attributes), sort } as never);
    for await (const row of rows as AsyncIterable<Readonly<Record<string, unknown>>>) {
      const name = String(row[named]).toLowerCase();
      byName.set(name, [...(byName.get(name) ?? []), { id: String(row.id), deletedAt: secondsIn(row.delete_time) }]);
    }
  } catch (error) {
    // Nothing was deleted in a company that does not exist. The create says what is wrong.
    if (!(error instanceof OmaApiError && error.number === noSuchCompany)) throw error;
  }
  return byName;
}

/** Numbers may arrive as strings (open question 17). */
function secondsIn(value: unknown): number | undefined {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

async function restore(context: Context, kind: Kind, desired: Desired, deleted: DeletedObject): Promise<Present> {
  const { identity } = desired;
  const method = kind.verbs.restore?.method ?? "";
  const fields = { ...identity, id: deleted.id, new_name: kind.displayName(identity) };
  await writeOnce<unknown>(
    context,
    async () => {
      try {
        return await context.client.call<string>(method, fields);
      } catch (error) {
        const isLimit = error instanceof OmaApiError && kind.limits?.[error.number] !== undefined;
        throw isLimit ? await explain(context, kind, desired, {}, error) : error;
      }
    },
    async () => ((await observeSurely(context, kind, identity)).exists ? true : undefined),
  );
  context.deletedObjects.recordRestore(kind, desired, deleted);
  const found = await observeSurely(context, kind, identity);
  if (!found.exists) throw lagging(kind, desired, "restored");
  return found;
}

function lagging(kind: Kind, { identity }: Desired, did: "deleted" | "restored"): DeletedLagError {
  return new DeletedLagError(kind.name, kind.displayName(identity), did);
}
