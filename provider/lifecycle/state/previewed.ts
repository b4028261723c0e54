import { unknownValue } from "../../engine-wire.js";
import { secretNames } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { sealedKey } from "../secrets/fingerprinted.js";
import { attemptKey, isCreate } from "./attempt.js";

/**
 * Inputs as the check of a preview returns them. A saved plan holds what it returns, and the engine refuses an `up` whose check
 * returns anything else. What no two runs draw alike is therefore unknown in previews: a plan accepts every value of it, and the
 * engine never prints it when it refuses something else.
 *
 * Fingerprints are unknown even where nothing is declared or changed, since the program may have changed when the plan is used.
 *
 * @param olds inputs of the last run.
 */
export function asPreviewed(kind: Kind, olds: Values, inputs: Values): Record<string, unknown> {
  return {
    ...inputs,
    ...(isCreate(olds) ? { [attemptKey]: unknownValue } : {}),
    ...(secretNames(kind.attributes).length > 0 ? { [sealedKey]: unknownValue } : {}),
  };
}
