import type { Identity } from "../../kinds/kind.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { observeManaged } from "../../lifecycle/object/observe.js";
import { asHeld } from "../../lifecycle/read.js";
import { movedTo } from "../../lifecycle/rename/trail.js";
import { fromWire } from "../../lifecycle/state/codec.js";
import { idOf, isSameObject } from "../../lifecycle/state/identity.js";
import type { State } from "../../lifecycle/state/state.js";
import { isRecord, type Values, without } from "../../values.js";
import { ask, drop, type Finding, type Settlement } from "../finding.js";
import { type PendingCase, unlessAlias } from "../pending-case.js";
import { leftBy } from "../renames/left-by.js";
import type { Location } from "../renames/location.js";
import { currentOf, readable, type StateResource } from "../state/deployment.js";
import { stateOf } from "../state/state-of.js";
import { differingFrom } from "./differing.js";
import { lostOriginalValues } from "./lost-original-values.js";

/** Finds what an update did. The state gets what the object holds, so the next up writes the rest. */
export async function examineUpdate(at: PendingCase): Promise<Finding> {
  const { kind, deployment, operation, location, found } = at;
  const resource = currentOf(deployment, operation.resource.urn);
  const state = resource && stateOf(kind, resource);
  if (resource === undefined || state === undefined) return found(drop, "is not in state");
  if (location !== undefined) return examineRename(at, resource, state, location);
  // A subresource whose account is renamed. The account's own state says where it is now.
  if (!isSameObject(kind, state.identity, at.desired.identity)) return found(drop, "the next up follows its user");
  const seen = await unlessAlias(observeManaged(await at.context(), kind, state));
  if (seen === "alias" || !seen.exists) return found(drop, "is gone; the next up reports that");
  const note = await lostOriginalValues(at, firstWritten(at, state));
  return found(following(at, resource, state, state.identity, seen), `the state gets what it holds${note}`);
}

function examineRename(at: PendingCase, resource: StateResource, state: State, location: Location): Finding {
  const { kind, desired, decision, found } = at;
  const to = idOf(kind, desired.identity);
  if (location.how === "gone") return found(drop, "is gone; the next up reports that");
  if (location.how === "in doubt") return found(ask, location.because, location.facts);
  const id = idOf(kind, location.identity);
  const said = decision === undefined ? "" : ", as you said";
  if (isSameObject(kind, location.identity, state.identity))
    return found(drop, `still has this name${said}; the next up renames it to ${to}`);
  const follow = following(at, resource, state, location.identity, location.found);
  if (id === to) return found(follow, `was renamed to ${to}${said}, and the state follows`);
  return found(follow, `has the temporary name ${id}; the state follows, and the next up renames it to ${to}`);
}

/** Encrypted values cannot be compared, so they are left out and the next up writes them again. Secrets of the kind stay as they were. */
function following(
  at: PendingCase,
  resource: StateResource,
  state: State,
  identity: Identity,
  seen: Present,
): Settlement {
  const { kind } = at;
  const fresh = firstWritten(at, state);
  const written = without(fresh, differingFrom(kind, { ...at.desired, attributes: fresh }, seen));
  const { attributes } = asHeld(kind, { ...state, attributes: { ...state.attributes, ...written } }, seen);
  const { __oma, ...outputs } = resource.outputs ?? {};
  const { formerly } = movedTo(kind, state, identity, leftBy(at.deployment, kind, resource));
  return {
    how: "follow",
    id: idOf(kind, identity),
    identity,
    outputs: { ...readable(outputs), ...identity, ...fromWire(kind, attributes), __oma: settled(__oma, formerly) },
  };
}

/** The attributes that the interrupted run was the first to declare. */
function firstWritten({ desired }: PendingCase, { attributes, originalValues = {} }: State): Values {
  return Object.fromEntries(
    Object.entries(desired.attributes).filter(([name]) => !(name in attributes) && !(name in originalValues)),
  );
}

/** The object is located, so no rename is in doubt any more. */
function settled(memory: unknown, formerly: State["formerly"]): Values {
  if (!isRecord(memory)) return {};
  const { renaming: _, ...others } = memory;
  return { ...others, ...(formerly === undefined ? {} : { formerly }) };
}
