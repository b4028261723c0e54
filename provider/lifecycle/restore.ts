import type { Kind } from "../kinds/kind.js";
import { isRecord } from "../values.js";
import type { Present } from "./object/observation.js";
import { observe } from "./object/observe.js";
import type { Context } from "./run/context.js";
import type { Desired } from "./state/state.js";
import { writeOnce } from "./writes/write.js";

/**
 * Restores a deleted object of this name if the program asked for that; of several, the one deleted last.
 *
 * @returns the restored object, or undefined when there was nothing to restore.
 */
export async function restoreDeleted(context: Context, kind: Kind, desired: Desired): Promise<Present | undefined> {
  const { restore } = kind.verbs;
  if (restore === undefined || desired.options.restoreDeleted !== true) return undefined;
  const { identity } = desired;
  const name = kind.displayName(identity);
  const response = await context.client.call(restore.search, {
    criteria: restore.criteria(identity),
    sort: { by: "delete_time", direction: "descending" },
  });
  const rows = response[restore.rows];
  const isNamed = (row: unknown) => isRecord(row) && String(row[restore.named]).toLowerCase() === name;
  const last: unknown = Array.isArray(rows) ? rows.find(isNamed) : undefined;
  if (!isRecord(last)) return undefined;
  await writeOnce<unknown>(
    context,
    () => context.client.call(restore.method, { ...identity, id: String(last.id), new_name: name }),
    async () => ((await observe(context, kind, identity)).exists ? true : undefined),
  );
  const found = await observe(context, kind, identity);
  return found.exists ? found : undefined;
}
