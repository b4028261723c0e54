import type { Kind } from "../../kinds/kind.js";
import { ElsewhereError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { Known } from "../state/state.js";

/**
 * Guards a "missing" against a run that asks the wrong service: with the settings of another cluster in its environment, a
 * refresh would find everything gone and empty the state.
 *
 * @throws ElsewhereError when the service that said "missing" is not the one the object was last seen on.
 */
export function refuseElsewhere(context: Context, kind: Kind, known: Known): void {
  if (known.service === undefined || known.service === context.service) return;
  throw new ElsewhereError(kind.name, kind.called(known.identity), known.service, context.service);
}
