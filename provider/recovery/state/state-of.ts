import { secretNames, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import { wireName } from "../../kinds/names.js";
import { type Fingerprinted, sealedKey } from "../../lifecycle/secrets/fingerprinted.js";
import { isSource, type Source, sourceIn } from "../../lifecycle/secrets/source.js";
import { stateFrom } from "../../lifecycle/state/memory.js";
import type { State } from "../../lifecycle/state/state.js";
import { isRecord, type Values } from "../../values.js";
import { holdsSecret, readable, type StateResource } from "./deployment.js";

/**
 * What the state knows of a resource's object, without encrypted attributes. The name in its outputs counts, not the id: the
 * engine keeps the id of the create until a refresh.
 *
 * @returns undefined for a resource whose outputs this provider did not write.
 */
export function stateOf(kind: Kind, { outputs }: Pick<StateResource, "outputs">): State | undefined {
  const { __oma, ...others } = outputs ?? {};
  return stateFrom(kind, { ...readable(others), __oma });
}

/**
 * The secrets among the inputs of a pending create, and where they come from. Fingerprints stay encrypted: the provider's memory
 * accepts that form too.
 */
export function encryptedSecretsIn(kind: Kind, inputs: Values): Pick<State, "fingerprints" | "sources"> {
  const fingerprints: Record<string, Fingerprinted> = {};
  const sources: Record<string, Source> = {};
  const sealed = inputs[sealedKey];
  for (const name of secretNames(kind.attributes)) {
    const from = inputs[sourceName(name)];
    const source = sourceIn(from);
    if (isSource(source)) sources[wireName(name)] = source;
    // Earlier releases had the fingerprint in the place of the secret or beside its source.
    const places = [
      isRecord(sealed) ? sealed[name] : undefined,
      inputs[name],
      isRecord(from) ? from.fingerprint : undefined,
    ];
    const encrypted = places.find(holdsSecret);
    if (encrypted !== undefined) fingerprints[wireName(name)] = encrypted as Fingerprinted;
  }
  return { fingerprints, sources };
}
