import type { Kind } from "../../kinds/kind.js";
import { GoneError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { Named, Values } from "../state/state.js";
import { differing } from "./compare.js";
import { explain } from "./explain.js";
import { observe } from "./observe.js";
import { writeOnce } from "./write-once.js";

/** Sends one change and gives its answer; a refusal names the attribute at fault. */
export async function change(
  context: Context,
  kind: Kind,
  named: Named,
  wire: Values,
  guard: { create_only: true } | Record<string, never> = {},
): Promise<Values> {
  const { change: method, subresource: part } = kind.verbs;
  try {
    return await context.client.call(
      method,
      part === undefined ? { ...named.identity, attributes: wire, ...guard } : part.change(named.identity, wire),
    );
  } catch (error) {
    throw await explain(context, kind, named, wire, error);
  }
}

/**
 * Changes an object that exists. After an answer that got lost it looks what holds; no read shows a secret, so a change with
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
