import { providerKey } from "../engine-wire.js";
import { secretNames, sourceName } from "../kinds/attribute.js";
import type { Kind } from "../kinds/kind.js";
import { observedState } from "../lifecycle/object/computed.js";
import { observeManaged, type Present } from "../lifecycle/object/observe.js";
import { createdAt } from "../lifecycle/ownership/evidence.js";
import { asHeld } from "../lifecycle/read.js";
import type { Context } from "../lifecycle/run/context.js";
import { type Source, sourceIn } from "../lifecycle/secrets/source.js";
import { createAttemptIn } from "../lifecycle/state/attempt.js";
import { idOf } from "../lifecycle/state/id.js";
import { outputsOf, type State, type Values } from "../lifecycle/state/state.js";
import { currentOf, holdsSecret } from "./deployment.js";
import { differingFrom } from "./differing.js";
import type { Finding, Settlement } from "./finding.js";
import { stateOf } from "./known.js";
import { lostOriginalValues } from "./lost-original-values.js";
import { examineLostSecret } from "./lost-secret.js";
import { ask, drop, type PendingCase, unlessAlias } from "./pending-case.js";
import { beganAt, checkpointOf, iso } from "./times.js";
import { judge } from "./verdict.js";

/** What became of a create: nothing, an object of ours, or somebody else's that stood in its way. */
export async function examineCreate(at: PendingCase): Promise<Finding> {
  const { kind, desired, deployment, operation, found } = at;
  if (!at.isNamed) return found(ask, "its name is a secret, so it cannot be looked up");
  // The engine carries a pending create on, even when a later run has made the object after all.
  const current = currentOf(deployment, operation.resource.urn);
  const state = current && stateOf(kind, current);
  if (state !== undefined && idOf(kind, state.identity) === idOf(kind, desired.identity)) {
    return found(drop, "is in the state already");
  }
  if (kind.verbs.create === "adopt") {
    return found(drop, `the next up takes it over${await lostOriginalValues(at, desired.attributes)}`);
  }
  const context = await at.context();
  if (at.isHeld(desired.identity, context)) {
    return found(drop, "the name is what another resource has; the next up waits until it has left, or says so");
  }
  const wanted = { ...desired, computed: {}, writtenAt: checkpointOf(deployment) };
  const seen = await unlessAlias(observeManaged(context, kind, wanted));
  if (seen === "alias") return found(drop, "the name is an alias's, and the next up says so");
  if (!seen.exists) return found(drop, "does not exist; the next up creates it");
  return examineExisting(at, context, seen);
}

function examineExisting(at: PendingCase, context: Context, seen: Present): Finding {
  const { kind, desired, decision } = at;
  const began = beganAt(at, context);
  const made = kind.undated ? undefined : createdAt(seen);
  const differing = differingFrom(kind, desired, seen);
  const facts = { made: iso(made), began: iso(began.earliest), differing };
  const found = (settlement: Settlement, says: string) => at.found(settlement, says, facts);
  const mayBeRestored = desired.options.restoreDeleted === true;
  const { whose, because } = judge({ made, began, differing, mayBeRestored });
  if (kind.createOnlySecrets !== undefined) return examineLostSecret(at, seen, { whose, because }, facts);
  const take = () => taken(at, context, seen, differing.length === 0);

  if (decision === "ours") return found(take(), "ours, as you say; it is put into the state");
  if (decision === "not-ours") return found(drop, "not ours, as you say; it is left alone, and the next up says so");
  if (whose === "ours") return found(take(), `${because}; it is put into the state`);
  if (desired.options.adopt === true) return found(drop, `${because}; the next up adopts it`);
  if (whose === "theirs") return found(drop, `${because}; it is left alone, and the next up says that it exists`);
  return found(ask, because);
}

/**
 * What the create would have told the engine, with what the object holds. Where it holds all that was declared, its secrets were
 * set by the same call. Other encrypted values are left out: the next up takes them for new, and writes them once more.
 */
function taken(
  { kind, desired, operation }: PendingCase,
  context: Context,
  seen: Present,
  holdsAll: boolean,
): Settlement {
  const inputs = operation.resource.inputs ?? {};
  const held = asHeld(kind, { ...desired, computed: {} }, seen);
  const secrets = holdsAll ? secretsIn(kind, inputs) : { sealed: {}, sources: {} };
  const known = { ...held, ...secrets, ...observedState(kind, seen), writtenAt: context.clock.date() };
  const outputs = outputsOf(known, context.service, (encrypted) => encrypted);
  return {
    how: "take",
    id: idOf(kind, desired.identity),
    outputs: { ...outputs, ...createAttemptIn(inputs), [providerKey]: inputs[providerKey] },
  };
}

/** The secrets among the inputs, and where they come from: encrypted fingerprints as they are, which the provider's memory takes too. */
function secretsIn(kind: Kind, inputs: Values): Pick<State, "fingerprints" | "sources"> {
  const sealed: Record<string, string> = {};
  const sources: Record<string, Source> = {};
  for (const name of secretNames(kind.attributes)) {
    const from = inputs[sourceName(name)];
    const source = sourceIn(from);
    if (!("why" in source)) sources[name] = source;
    const print = [inputs[name], (from as Values | undefined)?.fingerprint].find(holdsSecret);
    if (print !== undefined) sealed[name] = print as string;
  }
  return { fingerprints: sealed, sources };
}
