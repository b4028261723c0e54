import type { Identity, Kind } from "../../kinds/kind.js";
import { OmaError } from "../../oma/index.js";
import type { State } from "../state/state.js";
import { temporaryNameOf } from "./locate.js";

/**
 * An error about an object that may have a temporary name, in words that the program knows: it calls the object by its name in
 * state. Where that is a temporary name itself, since an earlier run left the object half way, by its declared name.
 */
export function underKnownName(kind: Kind, state: State, declared: Identity, error: unknown): unknown {
  if (!(error instanceof OmaError)) return error;
  const inState = kind.displayName(state.identity);
  const isHalfWay = kind.verbs.rename?.isTemporaryName(state.identity) === true;
  const known = isHalfWay ? `${kind.displayName(declared)} (under a temporary name)` : inState;
  for (const hidden of [kind.displayName(temporaryNameOf(kind, state)), ...(isHalfWay ? [inState] : [])]) {
    error.callObject(hidden, known);
  }
  return error;
}
