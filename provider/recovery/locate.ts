import type { Identity } from "../kinds/kind.js";
import type { Present } from "../lifecycle/object/observe.js";
import { createdAt } from "../lifecycle/ownership/evidence.js";
import { looksLike } from "../lifecycle/rename/distinct.js";
import { idOf } from "../lifecycle/state/id.js";
import { assignPlaces, type Mover } from "./assign-places.js";
import type { Deployment } from "./deployment.js";
import { differingFrom } from "./differing.js";
import type { Facts } from "./finding.js";
import type { PendingSubject } from "./pending-case.js";
import { type InterruptedRename, renamesOf } from "./renames.js";
import { iso } from "./times.js";
import { clockDoubtS } from "./verdict.js";

/** Where an interrupted rename has left its object. */
export type Location =
  | { readonly how: "at"; readonly identity: Identity; readonly found: Present }
  | { readonly how: "gone" }
  | { readonly how: "in doubt"; readonly because: string; readonly facts: Partial<Facts> };

/**
 * Where the objects of all interrupted renames are, by the URNs of their resources. Renames may cross, so each one's place tells
 * something of the others'.
 */
export async function locate(
  subjects: readonly PendingSubject[],
  deployment: Deployment,
): Promise<ReadonlyMap<string, Location>> {
  const renames = await renamesOf(subjects, deployment);
  const places = assignPlaces(renames.map(moverOf));
  return new Map(renames.map((rename, index) => [rename.resource.urn, spotOf(rename, places[index])]));
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
  const { state, desired, decision, temporaryName: aside, names, at, placeOf } = rename;
  const there = names.filter((name) => at(name) !== undefined && !rename.isHeld(name));
  // Nobody else would choose this name, so its object is there, whoever has the old name by now.
  if (there.some((name) => placeOf(name) === placeOf(aside))) return [aside];
  if (decision === undefined) return there;
  const said = placeOf((decision === "ours" ? desired : state).identity);
  return there.filter((name) => placeOf(name) === said);
}

/** Whether what has a name may be the object. */
function fits(rename: InterruptedRename, name: Identity): boolean {
  const { decision, temporaryName: aside, placeOf } = rename;
  if (decision !== undefined || placeOf(name) === placeOf(aside)) return true;
  const found = rename.at(name);
  return found !== undefined && !isOther(rename, found) && looksLike(rename, found);
}

/** By its age, it is another one: a rename keeps the createtime. */
function isOther({ state, resource }: InterruptedRename, found: Present): boolean {
  const made = createdAt(found);
  const mark = state.renaming?.made ?? state.creationStamp;
  if (mark !== undefined) return made !== mark;
  const since = Date.parse(resource.created ?? "") / 1000;
  return !(made !== undefined && made <= since + clockDoubtS);
}

function spotOf(rename: InterruptedRename, place: string | undefined): Location {
  const { kind, state, desired, decision, names, at, placeOf } = rename;
  const identity = names.find((name) => placeOf(name) === place);
  const found = identity && at(identity);
  if (identity !== undefined && found !== undefined) return { how: "at", identity, found };
  const isGone = decision === "not-ours" && at(state.identity) === undefined;
  if (isGone || names.every((name) => at(name) === undefined)) return { how: "gone" };
  const target = at(desired.identity);
  const differing = target && differingFrom(kind, desired, target);
  const facts = { made: iso(target && createdAt(target)), ...(differing && { differing }) };
  return { how: "in doubt", because: doubtOf(rename, target), facts };
}

function doubtOf(rename: InterruptedRename, target: Present | undefined): string {
  const { kind, state, desired, at } = rename;
  const [from, to] = [idOf(kind, state.identity), idOf(kind, desired.identity)];
  if (target === undefined) return `does not exist as ${to}, and ${from} may be another one`;
  if (at(state.identity) !== undefined) {
    return `${from} and ${to} both exist, and what they hold does not tell which of them it is`;
  }
  if (rename.isHeld(desired.identity)) return `is gone as ${from}, and ${to} is what another resource has`;
  if (isOther(rename, target)) return `is gone as ${from}, and ${to} may have been made since`;
  return `is gone as ${from}, and ${to} does not hold what it held`;
}
