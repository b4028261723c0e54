import type { Kind } from "../../kinds/kind.js";
import { OtherServiceError } from "../errors/index.js";
import type { State } from "../state/state.js";

/**
 * Refuses to work on an object of the state through another service than its own. Another service may hold a mailbox of the same
 * address, which a change or a delete would then hit, and a refresh would find every object missing and empty the state.
 *
 * The address of the service is enough: within one service, a name belongs to one company, and an admin who does not control
 * it is refused (9).
 *
 * @param service base address that the settings lead to; undefined where they name none yet.
 * @throws OtherServiceError when the state knows the object from another service.
 */
export function refuseOtherService(kind: Kind, state: State, service: string | undefined): void {
  if (service === undefined || !isElsewhere(state, service)) return;
  throw new OtherServiceError(kind.name, kind.displayName(state.identity), String(state.service), service);
}

/** Whether the state knows the object from another service. State of a plain look-up knows none. */
export function isElsewhere({ service: known }: State, service: string): boolean {
  return known !== undefined && known !== service;
}
