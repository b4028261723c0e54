import type { Identity, Kind } from "../kinds/kind.js";
import type { Context } from "./context.js";
import { NotSettableError } from "./errors/index.js";
import { explain } from "./explain.js";
import type { Settable } from "./settable.js";
import type { Values } from "./state.js";
import { calledInProgram } from "./wire.js";

/** @throws NotSettableError naming every attribute that the admin may not set; nothing has been written then. */
export function refuseNotSettable(kind: Kind, identity: Identity, wire: Values, settable: Settable): void {
  if (settable === undefined) return;
  const refused = Object.keys(wire).filter((name) => !settable.has(name));
  if (refused.length === 0) return;
  throw new NotSettableError(
    kind.called(identity),
    refused.map((name) => calledInProgram(kind, name)),
  );
}

/** Sends a change; a refusal names the attribute at fault. */
export async function change(
  context: Context,
  kind: Kind,
  identity: Identity,
  wire: Values,
  guard: { create_only: true } | Record<string, never> = {},
): Promise<void> {
  try {
    await context.client.call(kind.verbs.change, { ...identity, attributes: wire, ...guard });
  } catch (error) {
    throw explain(kind, identity, wire, error);
  }
}
