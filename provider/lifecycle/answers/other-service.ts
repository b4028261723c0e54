import type { Kind } from "../../kinds/kind.js";
import { OtherServiceError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";

/**
 * Refuses a "missing" from the wrong service. A refresh with the settings of another cluster would find every object missing
 * and empty the state.
 *
 * @throws OtherServiceError when the object was last seen on another service.
 */
export function refuseOtherService(context: Context, kind: Kind, { service, identity }: State): void {
  if (service === undefined || service === context.service) return;
  throw new OtherServiceError(kind.name, kind.displayName(identity), service, context.service);
}
