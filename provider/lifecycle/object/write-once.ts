import { OmaOutcomeUnknownError } from "../../oma/index.js";
import type { Context } from "../run/context.js";

/** How often a write is sent at most, with a look at the object after each answer that got lost. */
const mostSends = 3;
/** A look right after a lost answer may come before the write takes effect. */
const firstPauseMs = 1_000;

/**
 * Sends a write whose answer may get lost. It is sent again only after a look has shown that it had no effect.
 *
 * @param look finds out what became of the write: its result, or undefined when it had no effect.
 */
export async function writeOnce<T>(
  context: Context,
  send: () => Promise<T>,
  look: (lost: OmaOutcomeUnknownError) => Promise<T | undefined>,
): Promise<T> {
  for (let sent = 1; ; sent++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof OmaOutcomeUnknownError)) throw error;
      await context.clock.sleep(firstPauseMs * 2 ** (sent - 1));
      const result = await look(error);
      if (result !== undefined) return result;
      if (sent === mostSends) throw error;
    }
  }
}
