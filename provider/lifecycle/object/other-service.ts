import type { Kind } from "../../kinds/kind.js";
import { OtherServiceError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";

/**
 * Guards a "missing" against a run that asks the wrong service: with the settings of another cluster in its environment, a
 * refresh would find everything gone and empty the state.
 *
 * @throws OtherServiceError when the service that said "missing" is not the one the object was last seen on.
 */
export function refuseOtherService(context: Context, kind: Kind, { service, identity }: State): void {
  if (service === undefined || service === context.service) return;
  throw new OtherServiceError(kind.name, kind.displayName(identity), service, context.service);
}
