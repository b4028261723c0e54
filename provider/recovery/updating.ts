import type { Identity } from "../kinds/kind.js";
import { wireName } from "../kinds/names.js";
import { observeKnown, type Present } from "../lifecycle/object/observe.js";
import { asHeld } from "../lifecycle/read.js";
import { idOf } from "../lifecycle/state/id.js";
import type { Known, Values } from "../lifecycle/state/state.js";
import { currentOf, readable, type StateResource } from "./deployment.js";
import { differingFrom } from "./differing.js";
import type { Finding, Settlement } from "./finding.js";
import { knownOf } from "./known.js";
import type { Spot } from "./locate.js";
import { lostPrior } from "./lost-original-values.js";
import { ask, drop, type Scene, unlessAlias } from "./pending-case.js";

/** What became of an update: the state gets what the object holds, so that the next up writes what is still to be written. */
export async function examineUpdate(at: Scene): Promise<Finding> {
  const { kind, deployment, operation, spot, found } = at;
  const resource = currentOf(deployment, operation.resource.urn);
  const known = resource && knownOf(kind, resource);
  if (resource === undefined || known === undefined) return found(drop, "is not in the state");
  if (spot !== undefined) return examineRename(at, resource, known, spot);
  const seen = await unlessAlias(observeKnown(await at.context(), kind, known));
  if (seen === "alias" || !seen.exists) return found(drop, "is gone, which the next up says too");
  const note = await lostPrior(at, firstWritten(at, known));
  return found(following(at, resource, known, known.identity, seen), `the state gets what it holds${note}`);
}

function examineRename(at: Scene, resource: StateResource, known: Known, spot: Spot): Finding {
  const { kind, declared, decision, found } = at;
  const to = idOf(kind, declared.identity);
  if (spot.how === "gone") return found(drop, "is gone, which the next up says too");
  if (spot.how === "in doubt") return found(ask, spot.because, spot.facts);
  const id = idOf(kind, spot.identity);
  const said = decision === undefined ? "" : ", as you say";
  if (id === idOf(kind, known.identity)) return found(drop, `is still there${said}; the next up renames it to ${to}`);
  const follow = following(at, resource, known, spot.identity, spot.found);
  if (id === to) return found(follow, `was renamed to ${to}${said}, and the state follows`);
  return found(follow, `stands at ${id} on its way; the state follows, and the next up renames it to ${to}`);
}

/** Encrypted values cannot be compared: without them, the next up writes them once more. Secrets of the kind stay as they were. */
function following(at: Scene, resource: StateResource, known: Known, identity: Identity, seen: Present): Settlement {
  const { kind } = at;
  const fresh = firstWritten(at, known);
  const differing = new Set(differingFrom(kind, { ...at.declared, attributes: fresh }, seen));
  const written = Object.fromEntries(Object.entries(fresh).filter(([name]) => !differing.has(name)));
  const { attributes } = asHeld(kind, { ...known, attributes: { ...known.attributes, ...written } }, seen);
  const { __oma, ...outputs } = resource.outputs ?? {};
  return {
    how: "follow",
    id: idOf(kind, identity),
    identity,
    outputs: { ...readable(outputs), ...identity, ...attributes, __oma: settled(__oma) },
  };
}

/** What the interrupted run was the first to declare. */
function firstWritten({ declared }: Scene, { attributes, prior = {} }: Known): Values {
  return Object.fromEntries(
    Object.entries(declared.attributes).filter(([name]) => !(name in attributes) && !(wireName(name) in prior)),
  );
}

/** Where the object is has been found out, so no rename is in doubt any more. */
function settled(memory: unknown): Values {
  const { renaming: _, ...others } = memory as Values;
  return others;
}
