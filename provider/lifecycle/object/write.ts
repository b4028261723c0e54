import type { Kind } from "../../kinds/kind.js";
import { OmaOutcomeUnknownError } from "../../oma/index.js";
import type { Values } from "../../values.js";
import { GoneError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { Named } from "../state/state.js";
import { differing } from "./compare.js";
import { explain } from "./explain.js";
import { observe } from "./observe.js";

/** How often a write is sent at most, with a read of the object after each response that got lost. */
const mostSends = 3;
/** A read right after a lost response may come before the write takes effect. */
const firstPauseMs = 1_000;

/**
 * Sends a write whose response may get lost. It is sent again only after a read has shown that it had no effect.
 *
 * @param readBack finds out what became of the write: its result, or undefined when it had no effect.
 */
export async function writeOnce<T>(
  context: Context,
  write: () => Promise<T>,
  readBack: (lost: OmaOutcomeUnknownError) => Promise<T | undefined>,
): Promise<T> {
  for (let sent = 1; ; sent++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof OmaOutcomeUnknownError)) throw error;
      await context.clock.sleep(firstPauseMs * 2 ** (sent - 1));
      const result = await readBack(error);
      if (result !== undefined) return result;
      if (sent === mostSends) throw error;
    }
  }
}

/** Sends one change and gives its response; a refusal names the attribute at fault. */
export async function change(
  context: Context,
  kind: Kind,
  named: Named,
  wire: Values,
  guard: { create_only: true } | Record<string, never> = {},
): Promise<Values> {
  const { change: method, subresource } = kind.verbs;
  const fields = subresource?.change(named.identity, wire) ?? { ...named.identity, attributes: wire, ...guard };
  try {
    return await context.client.call(method, fields);
  } catch (error) {
    throw await explain(context, kind, named, wire, error);
  }
}

/**
 * Changes an object that exists. After a response that got lost it reads what holds; no read shows a secret, so a change with
 * one always counts as not carried out and is sent again, which is harmless: it sets the same value.
 */
export async function changeExisting(context: Context, kind: Kind, named: Named, wire: Values): Promise<void> {
  const { identity } = named;
  await writeOnce(
    context,
    async () => {
      await change(context, kind, named, wire);
      return true;
    },
    async () => {
      const found = await observe(context, kind, identity);
      // Sent again, the change would create what is missing.
      if (!found.exists) throw new GoneError(kind.name, kind.displayName(identity));
      return differing(kind, wire, found.attributes).length > 0 ? undefined : true;
    },
  );
}
