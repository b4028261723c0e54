import { providerKey, secret } from "../../engine-wire.js";
import type { Kind } from "../../kinds/kind.js";
import { PartialError } from "../../lifecycle/errors/index.js";
import { createAttemptIn } from "../../lifecycle/state/attempt.js";
import { idOf } from "../../lifecycle/state/id.js";
import { outputsOf, type Values } from "../../lifecycle/state/state.js";
import { OmaError } from "../../oma/index.js";

/**
 * Runs a verb so that its errors read well in the engine's output: the host prints stacks, and an expected error needs none.
 * A change that was carried out in part is handed over with what now holds, so that the engine keeps the resource and the
 * next `up` goes on from there.
 */
export async function forEngine<T>(kind: Kind, props: Values, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (error instanceof PartialError) {
      // The host adds the implementation to what succeeds, but not to this.
      const outputs = { ...outputsOf(error.state, error.service, secret), ...createAttemptIn(props) };
      const properties = { ...outputs, [providerKey]: props[providerKey] };
      throw Object.assign(withoutStack(error.cause), {
        id: idOf(kind, error.state.identity),
        properties,
        reasons: [error.message],
      });
    }
    throw error instanceof OmaError ? withoutStack(error) : error;
  }
}

function withoutStack(error: Error): Error {
  const plain = new Error(error.message);
  plain.name = error.name;
  plain.stack = error.message;
  return plain;
}
