import type { Kind } from "../../kinds/kind.js";
import { AttributeError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import { programNameOf } from "../state/codec.js";
import type { Named, Values } from "../state/state.js";
import { changeExisting } from "./write.js";

/**
 * Changes an object and clears what the program has let go of. Clearing may not fit the rest of the object: an account that
 * forwards cannot be without recipients. Nothing in the program could be corrected then, so what is refused is left as it is.
 *
 * @returns what was written, under the wire's names.
 * @throws AttributeError for a declared attribute.
 */
export async function changeAndClear(
  context: Context,
  kind: Kind,
  named: Named,
  declared: Values,
  cleared: Values,
): Promise<Values> {
  const wire = { ...cleared, ...declared };
  if (Object.keys(wire).length === 0) return wire;
  try {
    await changeExisting(context, kind, named, wire);
    return wire;
  } catch (error) {
    if (!(error instanceof AttributeError)) throw error;
    const accepted = Object.entries(cleared).filter(([name]) => !error.attributes.includes(programNameOf(kind, name)));
    if (accepted.length === Object.keys(cleared).length) throw error;
    return changeAndClear(context, kind, named, declared, Object.fromEntries(accepted));
  }
}
