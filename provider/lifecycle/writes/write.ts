import type { Kind } from "../../kinds/kind.js";
import {
  OmaConnectionError,
  OmaDeadlineError,
  OmaNoAnswerError,
  OmaNotSentError,
  OmaOutcomeUnknownError,
} from "../../oma/index.js";
import type { Values } from "../../values.js";
import { explain } from "../answers/explain.js";
import { GoneError } from "../errors/index.js";
import { differing } from "../object/compare.js";
import { observe } from "../object/observe.js";
import type { Context } from "../run/context.js";
import type { Named } from "../state/state.js";

/** The most times that a write is sent. A read of the object follows each lost response. */
const mostSends = 3;
/** A read right after a lost response may be too early to show the write. */
const firstPauseMs = 1_000;

/**
 * Sends a write whose response may get lost. It is sent again only after a read showed that it had no effect.
 *
 * @param readBack returns the result of the write, or undefined when it had no effect.
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
      const result = await readBack(error).catch((failure: unknown) => {
        // As long as no read tells the outcome, that is what there is to say.
        throw isUnread(failure) ? error : failure;
      });
      if (result !== undefined) return result;
      if (sent === mostSends) throw error;
    }
  }
}

/** Whether a read failed in a way that says nothing about its object. */
function isUnread(failure: unknown): boolean {
  return [OmaNoAnswerError, OmaConnectionError, OmaDeadlineError, OmaNotSentError].some(
    (type) => failure instanceof type,
  );
}

/** Sends one change and returns its response. A refusal names the attribute at fault. */
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
 * Changes an existing object. After a lost response it reads what holds. No read returns a secret, so a change with a secret
 * always counts as lost and is sent again, which is harmless: it sets the same value.
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
      // Sent again, the change would create a new object.
      if (!found.exists) throw new GoneError(kind.name, kind.displayName(identity));
      return differing(kind, wire, found.attributes).length > 0 ? undefined : true;
    },
  );
}
