import type { Kind } from "../kinds/kind.js";
import { observe, type Present } from "./object/observe.js";
import { writeOnce } from "./object/write-once.js";
import type { Context } from "./run/context.js";
import type { Desired } from "./state/state.js";

/**
 * Brings a deleted object of this name back if the program asked for that: of several, the one deleted last.
 *
 * @returns what is there now, or undefined when there was nothing to restore.
 */
export async function restoreDeleted(context: Context, kind: Kind, desired: Desired): Promise<Present | undefined> {
  const { restore } = kind.verbs;
  if (restore === undefined || desired.options.restoreDeleted !== true) return undefined;
  const { identity } = desired;
  const name = kind.displayName(identity);
  const answer = await context.client.call(restore.search, {
    criteria: restore.criteria(identity),
    sort: { by: "delete_time", direction: "descending" },
  });
  const rows = (answer[restore.rows] ?? []) as Record<string, unknown>[];
  const last = rows.find((row) => String(row[restore.named]).toLowerCase() === name);
  if (last === undefined) return undefined;
  await writeOnce<unknown>(
    context,
    () => context.client.call(restore.method, { ...identity, id: String(last.id), new_name: name }),
    async () => ((await observe(context, kind, identity)).exists ? true : undefined),
  );
  const found = await observe(context, kind, identity);
  return found.exists ? found : undefined;
}
