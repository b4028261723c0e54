import { idOf } from "../../provider/host/id.js";
import type { Identity } from "../../provider/kinds/kind.js";
import { wireName } from "../../provider/kinds/names.js";
import { observe, observeKnown, type Present } from "../../provider/lifecycle/observe.js";
import { asHeld } from "../../provider/lifecycle/read.js";
import { type Known, knownFrom, type Values } from "../../provider/lifecycle/state.js";
import { currentOf, readable, type StateResource } from "./deployment.js";
import { differingFrom } from "./differing.js";
import type { Finding, Settlement } from "./finding.js";
import { lostPrior } from "./lost-prior.js";
import { ask, drop, type Scene, unlessAlias } from "./scene.js";
import { checkpointOf, iso, madeAt } from "./times.js";
import { clockDoubtS } from "./verdict.js";

/** What became of an update: the state gets what the object holds, so that the next up writes what is still to be written. */
export async function examineUpdate(at: Scene): Promise<Finding> {
  const { kind, declared, deployment, operation, found } = at;
  const resource = currentOf(deployment, operation.resource.urn);
  const { __oma, ...outputs } = resource?.outputs ?? {};
  const known = knownFrom(kind, { ...readable(outputs), __oma });
  if (resource === undefined || known === undefined) return found(drop, "is not in the state");
  if (at.isNamed && idOf(kind, known.identity) !== idOf(kind, declared.identity)) {
    return examineRename(at, resource, known);
  }
  const seen = await unlessAlias(observeKnown(await at.context(), kind, known));
  if (seen === "alias" || !seen.exists) return found(drop, "is gone, which the next up says too");
  const note = await lostPrior(at, firstWritten(at, known));
  return found(following(at, resource, known, known.identity, seen), `the state gets what it holds${note}`);
}

async function examineRename(at: Scene, resource: StateResource, known: Known): Promise<Finding> {
  const { kind, declared, deployment, decision, found } = at;
  const { identity } = declared;
  const [from, to] = [idOf(kind, known.identity), idOf(kind, identity)];
  const context = await at.context();
  const renamed = { ...known, identity, writtenAt: checkpointOf(deployment) };
  const target = await unlessAlias(observeKnown(context, kind, renamed));
  if (target === "alias" || !target.exists) return found(drop, `does not exist as ${to}; the next up renames it`);
  const source = await unlessAlias(observe(context, kind, known.identity));
  if (source !== "alias" && source.exists) {
    return found(drop, `still exists as ${from}, and ${to} is another one; the next up says so`);
  }

  const made = madeAt(target);
  const facts = { made: iso(made) };
  const follow = () => following(at, resource, known, identity, target);
  if (decision === "ours") return found(follow(), `was renamed to ${to}, as you say`, facts);
  if (decision === "not-ours") return found(drop, `is gone, as you say, and ${to} is another one`, facts);
  if (deployment.resources?.some(({ type, id }) => type === resource.type && id === to)) {
    return found(ask, `is gone as ${from}, and ${to} is what another resource has`, facts);
  }
  // A rename keeps the createtime: an object that was made after the resource is another one.
  const since = Date.parse(resource.created ?? "") / 1000;
  if (made !== undefined && made <= since + clockDoubtS) {
    return found(follow(), `was renamed to ${to}, and the state follows`, facts);
  }
  return found(ask, `is gone as ${from}, and ${to} may have been made since`, facts);
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
    outputs: { ...readable(outputs), ...identity, ...attributes, __oma },
  };
}

/** What the interrupted run was the first to declare. */
function firstWritten({ declared }: Scene, { attributes, prior = {} }: Known): Values {
  return Object.fromEntries(
    Object.entries(declared.attributes).filter(([name]) => !(name in attributes) && !(wireName(name) in prior)),
  );
}
