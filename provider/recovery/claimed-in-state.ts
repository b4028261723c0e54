import { kindOfType } from "../engine-wire.js";
import type { Identity, Kind } from "../kinds/kind.js";
import type { Context } from "../lifecycle/run/context.js";
import { idOf } from "../lifecycle/state/id.js";
import type { Deployment } from "./deployment.js";
import { stateOf } from "./known.js";
import type { Location } from "./locate.js";

/**
 * Whether a resource of the state has the object of this name. What was replaced or deleted already does not count.
 *
 * @param isLeft resources to be left out, by their URNs.
 * @param spots where objects are that the state does not know to have moved.
 */
export function isClaimedInState(
  { resources = [] }: Deployment,
  kind: Kind,
  name: Identity,
  { service }: Pick<Context, "service">,
  isLeft: (urn: string) => boolean,
  spots: ReadonlyMap<string, Location> = new Map(),
): boolean {
  return resources.some((resource) => {
    const { urn, type, delete: isCondemned, pendingReplacement } = resource;
    if (isCondemned || pendingReplacement || isLeft(urn) || kindOfType(type) !== kind.name) return false;
    const state = stateOf(kind, resource);
    if (state === undefined || (state.service ?? service) !== service) return false;
    const spot = spots.get(urn);
    const { identity } = spot?.how === "at" ? spot : state;
    return idOf(kind, identity) === idOf(kind, name);
  });
}
