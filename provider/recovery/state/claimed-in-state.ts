import { kindOfType } from "../../engine-wire.js";
import type { Identity, Kind } from "../../kinds/kind.js";
import type { Context } from "../../lifecycle/run/context.js";
import { isSameObject } from "../../lifecycle/state/identity.js";
import type { Locations } from "../renames/location.js";
import type { Deployment } from "./deployment.js";
import { stateOf } from "./state-of.js";

/**
 * Whether a resource of the state has the object of this name. Resources that are already replaced or deleted do not count.
 *
 * @param isLeft resources to leave out, by their URNs.
 * @param locations where objects are that were renamed without the state knowing.
 */
export function isClaimedInState(
  { resources = [] }: Deployment,
  kind: Kind,
  name: Identity,
  { service }: Pick<Context, "service">,
  isLeft: (urn: string) => boolean,
  locations: Locations = new Map(),
): boolean {
  return resources.some((resource) => {
    const { urn, type, delete: isCondemned, pendingReplacement } = resource;
    if (isCondemned || pendingReplacement || isLeft(urn) || kindOfType(type) !== kind.name) return false;
    const state = stateOf(kind, resource);
    if (state === undefined || (state.service ?? service) !== service) return false;
    const location = locations.get(urn);
    const { identity } = location?.how === "at" ? location : state;
    return isSameObject(kind, identity, name);
  });
}
