import type { Identity } from "../../kinds/kind.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { isNotOfAge, mayBe } from "../../lifecycle/ownership/evidence.js";
import { idOf } from "../../lifecycle/state/identity.js";
import { differingFrom, programNames } from "../cases/differing.js";
import type { PendingSubject } from "../pending-case.js";
import type { Deployment } from "../state/deployment.js";
import { iso } from "../state/times.js";
import { assignPlaces, type Mover } from "./assign-places.js";
import { type InterruptedRename, renamesOf } from "./interrupted.js";
import type { Location, Locations } from "./location.js";

/**
 * Where the objects of all interrupted renames are, by the URNs of their resources. Renames may cross, so the place of one
 * narrows down the places of others.
 */
export async function locate(subjects: readonly PendingSubject[], deployment: Deployment): Promise<Locations> {
  const renames = await renamesOf(subjects, deployment);
  const places = assignPlaces(renames.map(moverOf));
  return new Map(renames.map((rename, index) => [rename.resource.urn, locationOf(rename, places[index])]));
}

function moverOf(rename: InterruptedRename): Mover {
  const { state, names, placeOf } = rename;
  return {
    old: placeOf(state.identity),
    candidates: candidatesOf(rename).map(placeOf),
    fits: (place) => names.some((name) => placeOf(name) === place && fits(rename, name)),
  };
}

function candidatesOf(rename: InterruptedRename): readonly Identity[] {
  const { state, desired, decision, temporaryName, names, at, placeOf } = rename;
  const there = names.filter((name) => at(name) !== undefined && !rename.isHeld(name));
  // Nobody else would choose this name, so the object is there, whoever has the old name now.
  if (there.some((name) => placeOf(name) === placeOf(temporaryName))) return [temporaryName];
  if (decision === undefined) return there;
  const said = placeOf((decision === "ours" ? desired : state).identity);
  return there.filter((name) => placeOf(name) === said);
}

/** Whether the account of this name may be the object. */
function fits(rename: InterruptedRename, name: Identity): boolean {
  const { decision, kind, state, desired, temporaryName, placeOf } = rename;
  if (decision !== undefined || placeOf(name) === placeOf(temporaryName)) return true;
  const found = rename.at(name);
  return found !== undefined && !isOther(rename, found) && mayBe(kind, state, desired, found);
}

/** Whether its age shows that it is another account: a rename keeps the createtime. */
function isOther({ state, resource }: InterruptedRename, found: Present): boolean {
  const creationStamp = state.renaming?.made ?? state.creationStamp;
  return isNotOfAge({ creationStamp, knownSince: Date.parse(resource.created ?? "") / 1000 }, found);
}

function locationOf(rename: InterruptedRename, place: string | undefined): Location {
  const { kind, state, desired, decision, names, at, placeOf } = rename;
  const identity = names.find((name) => placeOf(name) === place);
  const found = identity && at(identity);
  if (identity !== undefined && found !== undefined) return { how: "at", identity, found };
  const isGone = decision === "not-ours" && at(state.identity) === undefined;
  if (isGone || names.every((name) => at(name) === undefined)) return { how: "gone" };
  const target = at(desired.identity);
  const differing = target && programNames(kind, differingFrom(kind, desired, target));
  const facts = { made: iso(target?.createdAt), ...(differing && { differing }) };
  return { how: "in doubt", because: doubtOf(rename, target), facts };
}

function doubtOf(rename: InterruptedRename, target: Present | undefined): string {
  const { kind, state, desired, at } = rename;
  const [from, to] = [idOf(kind, state.identity), idOf(kind, desired.identity)];
  if (target === undefined) return `${to} does not exist, and ${from} may be another account`;
  if (at(state.identity) !== undefined) {
    return `${from} and ${to} both exist, and no declared attribute shows which of them is the renamed account`;
  }
  if (rename.isHeld(desired.identity)) return `${from} is gone, and another resource has ${to}`;
  if (isOther(rename, target)) return `${from} is gone, and ${to} may have been created since`;
  return `${from} is gone, and ${to} holds other values`;
}
