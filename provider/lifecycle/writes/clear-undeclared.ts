import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { AttributeError } from "../errors/index.js";
import { isSame } from "../object/compare.js";
import type { Context } from "../run/context.js";
import { attributeOnWire, programNameOf } from "../state/codec.js";
import type { Named } from "../state/state.js";
import type { Settable } from "./settable.js";
import { changeExisting } from "./write.js";

/**
 * What is written for attributes that the program no longer declares: null where null means "inherited" or "none", an empty list
 * for lists. Where neither is possible, or the admin may no longer set the attribute, the value stays.
 */
export function clearing(kind: Kind, last: Values, wanted: Values, settable?: Settable): Record<string, unknown> {
  const cleared: Record<string, unknown> = {};
  for (const [wire, value] of Object.entries(last)) {
    if (wire in wanted || settable?.has(wire) === false) continue;
    const empty = emptyOf(kind, wire);
    if (empty !== undefined && !isSame(kind, wire, value, empty)) cleared[wire] = empty;
  }
  return cleared;
}

function emptyOf(kind: Kind, wire: string): null | [] | undefined {
  const attribute = attributeOnWire(kind, wire);
  if (attribute?.nullable) return null;
  const shape = attribute?.value.shape;
  return shape === "texts" || shape === "records" ? [] : undefined;
}

/**
 * Changes an object and clears what the program no longer declares. The service may refuse to clear an attribute: an account that
 * forwards must have recipients. No edit of the program could correct that, so such an attribute stays as it is.
 *
 * @returns what was written, under wire names.
 * @throws AttributeError for a declared attribute.
 */
export async function changeAndClear(
  context: Context,
  kind: Kind,
  named: Named,
  changed: Values,
  cleared: Values,
): Promise<Values> {
  const wire = { ...cleared, ...changed };
  if (Object.keys(wire).length === 0) return wire;
  try {
    await changeExisting(context, kind, named, wire);
    return wire;
  } catch (error) {
    if (!(error instanceof AttributeError)) throw error;
    const accepted = Object.entries(cleared).filter(([name]) => !error.attributes.includes(programNameOf(kind, name)));
    if (accepted.length === Object.keys(cleared).length) throw error;
    return changeAndClear(context, kind, named, changed, Object.fromEntries(accepted));
  }
}
