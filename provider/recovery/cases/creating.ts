import { asSpelled } from "../../lifecycle/adopt.js";
import { observedState } from "../../lifecycle/object/computed.js";
import type { Present } from "../../lifecycle/object/observation.js";
import { observeManaged } from "../../lifecycle/object/observe.js";
import { clockDoubtS, judgeCreate } from "../../lifecycle/ownership/evidence.js";
import { asHeld } from "../../lifecycle/read.js";
import { wishOf } from "../../lifecycle/restore.js";
import type { Context } from "../../lifecycle/run/context.js";
import { createAttemptIn } from "../../lifecycle/state/attempt.js";
import { idOf, isSameObject } from "../../lifecycle/state/identity.js";
import { outputsOf } from "../../lifecycle/state/memory.js";
import { ask, drop, type Facts, type Finding, type Settlement } from "../finding.js";
import { type PendingCase, unlessAlias } from "../pending-case.js";
import { currentOf } from "../state/deployment.js";
import { encryptedSecretsIn, stateOf } from "../state/state-of.js";
import { beganAt, checkpointOf, iso } from "../state/times.js";
import { differingFrom, programNames } from "./differing.js";
import { lostOriginalValues } from "./lost-original-values.js";
import { examineLostSecret } from "./lost-secret.js";

/** Finds what a create left: nothing, our object, or somebody else's that already had the name. */
export async function examineCreate(at: PendingCase): Promise<Finding> {
  const { kind, desired, deployment, found } = at;
  if (!at.isNamed) return found(ask, "its name is encrypted in state, so it cannot be read");
  if (isInState(at)) return found(drop, "is already in state");
  if (kind.verbs.create === "adopt") {
    return found(drop, `the next up adopts it${await lostOriginalValues(at, desired.attributes)}`);
  }
  const context = await at.context();
  if (at.isHeld(desired.identity, context)) {
    return found(drop, "another resource has the name; the next up waits for it to leave, or reports that");
  }
  const wanted = { ...desired, computed: {}, writtenAt: checkpointOf(deployment) };
  const seen = await unlessAlias(observeManaged(context, kind, wanted));
  if (seen === "alias") return found(drop, "the name belongs to an alias; the next up reports that");
  if (!seen.exists) return found(drop, "does not exist; the next up creates it");
  return examineExisting(at, context, seen);
}

/** The engine keeps a pending create, even when a later run has created the object. */
function isInState({ kind, desired, deployment, operation }: PendingCase): boolean {
  const current = currentOf(deployment, operation.resource.urn);
  const state = current && stateOf(kind, current);
  return state !== undefined && isSameObject(kind, state.identity, desired.identity);
}

function examineExisting(at: PendingCase, context: Context, seen: Present): Finding {
  const { kind, desired, decision } = at;
  const attempt = beganAt(at, context);
  const createdAt = kind.undated ? undefined : seen.createdAt;
  const differing = differingFrom(kind, desired, seen);
  const holdsAll = differing.length === 0;
  const facts: Partial<Facts> = {
    made: iso(createdAt),
    began: iso(attempt.earliest),
    differing: programNames(kind, differing),
  };
  const mayBeRestored = kind.verbs.restore !== undefined && wishOf(context.run, desired) === "restore";
  const verdict = judgeCreate({ createdAt, attempt, holdsAll, mayBeRestored, doubtS: clockDoubtS });
  if (kind.createOnlySecrets !== undefined) return examineLostSecret(at, seen, verdict, facts);

  const found = (settlement: Settlement, message: string) => at.found(settlement, message, facts);
  const { whose, because } = verdict;
  if (decision === "not-ours")
    return found(drop, "not ours, as you said; it is left alone, and the next up reports that it exists");
  if (decision === "ours")
    return found(taken(at, context, seen, holdsAll), "ours, as you said; the state gets the resource");
  if (whose === "ours") return found(taken(at, context, seen, holdsAll), `${because}; the state gets the resource`);
  if (desired.options.adopt === true) return found(drop, `${because}; the next up adopts it`);
  if (whose === "theirs") return found(drop, `${because}; it is left alone, and the next up reports that it exists`);
  return found(ask, because);
}

/**
 * What the create would have returned to the engine, with the values that the object holds. An object that holds everything
 * declared got its secrets in the same call. Other encrypted values are left out, so the next up writes them again.
 */
function taken(
  { kind, desired: declared, operation }: PendingCase,
  context: Context,
  seen: Present,
  holdsAll: boolean,
): Settlement {
  const desired = asSpelled(declared, seen);
  const inputs = operation.resource.inputs ?? {};
  const held = asHeld(kind, { ...desired, computed: {} }, seen);
  const secrets = holdsAll ? encryptedSecretsIn(kind, inputs) : { fingerprints: {}, sources: {} };
  const state = { ...held, ...secrets, ...observedState(kind, seen), writtenAt: context.clock.date() };
  const outputs = outputsOf(kind, state, context.service, (encrypted) => encrypted);
  return {
    how: "take",
    id: idOf(kind, desired.identity),
    outputs: { ...outputs, ...createAttemptIn(inputs), __provider: inputs.__provider },
  };
}
