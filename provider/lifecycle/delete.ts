import type { Kind } from "../kinds/kind.js";
import { differing } from "./compare.js";
import type { Context } from "./context.js";
import { AliasError, type Inside, NotEmptyError } from "./errors/index.js";
import { isParentMissing, observe } from "./observe.js";
import { signalOf } from "./signals.js";
import type { Known, Values } from "./state.js";
import { change } from "./write.js";

const defaultTimeoutSeconds = 300;
/** How long a delete waits without seeing anything inside go away: another program's objects never will. */
const patienceMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 15_000;
const namedInside = 10;

/** Removes an object, or lets go of it where the program asked for that. An object that is gone already is a success. */
export async function remove(context: Context, kind: Kind, known: Known): Promise<void> {
  switch (known.options.onDelete) {
    case "retain":
    case "release":
      return;
    case "suspend":
      return writeIfPresent(context, kind, known, kind.verbs.suspend ?? {});
    case "reset":
      return writeIfPresent(context, kind, known, known.prior ?? {});
    default:
      if (kind.verbs.delete !== undefined) return deleteWhenEmpty(context, kind, known, kind.verbs.delete);
  }
}

async function writeIfPresent(context: Context, kind: Kind, known: Known, wire: Values): Promise<void> {
  const found = await observe(context, kind, known.identity);
  if (!found.exists) return;
  const changes = Object.fromEntries(differing(kind, wire, found.attributes).map((name) => [name, wire[name]]));
  if (Object.keys(changes).length > 0) await change(context, kind, known.identity, changes);
}

/**
 * Deletes, waiting while what keeps the object from being deleted grows fewer: it may be on its way out in the same run.
 *
 * @throws NotEmptyError naming what is inside when it stops growing fewer, or when the time is over.
 */
async function deleteWhenEmpty(context: Context, kind: Kind, known: Known, method: string): Promise<void> {
  const { client, clock } = context;
  const timeoutMs = Number(known.options.deleteTimeout ?? defaultTimeoutSeconds) * 1000;
  const started = clock.now();
  let fewest = Number.POSITIVE_INFINITY;
  let lastFall = started;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await client.call(method, known.identity);
      return;
    } catch (error) {
      if (await isGone(context, kind, known, error)) return;
      if (signalOf("delete", error) !== "not-empty" || kind.contents === undefined) throw error;
      const inside = await lookInside(context, kind, known);
      if (inside.total < fewest) {
        fewest = inside.total;
        lastFall = clock.now();
        pauseMs = firstPauseMs;
      }
      const giveUp = Math.min(lastFall + patienceMs, started + timeoutMs);
      if (clock.now() + pauseMs > giveUp) {
        const { number } = error as { number?: number };
        throw new NotEmptyError(
          kind.name,
          kind.called(known.identity),
          number ?? kind.contents.signal,
          inside,
          kind.contents.remedy,
        );
      }
    }
    await clock.sleep(pauseMs);
  }
}

async function isGone(context: Context, kind: Kind, known: Known, error: unknown): Promise<boolean> {
  const signal = signalOf("delete", error);
  if (signal === "alias") throw new AliasError(kind.name, kind.called(known.identity));
  if (signal === "ask-parent") return isParentMissing(context, kind, known.identity);
  return signal === "gone";
}

async function lookInside(context: Context, kind: Kind, known: Known): Promise<Inside> {
  const contents = kind.contents as NonNullable<Kind["contents"]>;
  const answer = await context.client.call(contents.method, {
    criteria: contents.criteria(known.identity),
    range: { first: 0, limit: namedInside },
  });
  const rows = (answer[contents.rows] ?? []) as Record<string, unknown>[];
  return { total: Number(answer.total_count ?? rows.length), first: rows.map(contents.describe) };
}
