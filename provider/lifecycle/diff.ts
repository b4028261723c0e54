import { isDeepStrictEqual } from "node:util";
import { isUnknown } from "../engine-wire.js";
import type { Identity, Kind } from "../kinds/kind.js";
import { type Values, without } from "../values.js";
import { ProtectedError } from "./errors/index.js";
import { differing } from "./object/compare.js";
import { Trail } from "./rename/trail.js";
import { sealedKey } from "./secrets/fingerprinted.js";
import { desiredFrom } from "./state/codec.js";
import { isSameName, isSameObject } from "./state/identity.js";
import { stateFrom } from "./state/memory.js";
import type { Desired, State } from "./state/state.js";

export interface Diff {
  /**
   * `undefined` is "changed": the engine then finds out from the inputs what to show. It overlooks a null that came or went,
   * so `true` says that there is a change. `false` is "in sync".
   */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  /** What the operator must know before the run, where the engine's own words do not say it. */
  readonly notice?: string;
}

const changed = (replaces: string[] = []): Diff => ({ changes: undefined, replaces });

/**
 * Compares the prior state with the desired one. Pure and fast: the engine calls it serially, in previews too.
 *
 * @param trail the accounts that this run has seen so far: a subresource follows the account that it belongs to.
 * @throws ProtectedError for a change that would replace a protected object.
 */
export function diff(kind: Kind, outputs: Values, inputs: Values, trail = new Trail()): Diff {
  const state = stateFrom(kind, outputs);
  if (state === undefined || state.lost) return changed();
  const desired = desiredFrom(kind, inputs);
  const replaces = replacing(kind, state, desired.identity, trail);
  if (replaces.length > 0) {
    // A name that is not known yet may turn out to be the same. If not, the delete is refused.
    if (state.options.protectMailbox === true && !isUnknown(desired.identity)) {
      throw new ProtectedError(kind.name, kind.displayName(state.identity), "replaced");
    }
    return { ...changed(replaces), ...noticeOfMove(kind, state.identity, desired.identity) };
  }
  const isKnown = !isUnknown(without(inputs, [sealedKey]));
  if (isKnown && isInSync(kind, state, desired)) return { changes: false, replaces: [] };
  const [last, wanted] = [state.attributes, desired.attributes];
  return hasNullOfItsOwn(wanted, last) || hasNullOfItsOwn(last, wanted) ? { changes: true, replaces: [] } : changed();
}

/** A replacement looks like a rename in a preview, and leaves behind what a rename would keep. */
function noticeOfMove(kind: Kind, from: Identity, to: Identity): Pick<Diff, "notice"> {
  const { rename } = kind.verbs;
  if (rename === undefined || isUnknown(to)) return {};
  const [old, target] = [kind.displayName(from), kind.displayName(to)];
  const notice = `${old}: ${target} will be a new ${kind.name}, and ${rename.leavesBehind}.`;
  return { notice };
}

function isInSync(kind: Kind, state: State, desired: Desired): boolean {
  return (
    isSameObject(kind, state.identity, desired.identity) &&
    isEqual(state.options, desired.options) &&
    isSameSecrets(state.fingerprints, desired.fingerprints) &&
    isDeepStrictEqual(state.sources, desired.sources) &&
    hasSameKeys(state.attributes, desired.attributes) &&
    differing(kind, desired.attributes, state.attributes).length === 0
  );
}

/** Previews know the revisions alone. State of earlier releases tells texts apart by their fingerprints alone. */
function isSameSecrets(a: Desired["fingerprints"], b: Desired["fingerprints"]): boolean {
  const isSame = (name: string) => {
    const [one, other] = [a[name], b[name]];
    const prints = [one?.fingerprint, other?.fingerprint].filter((print) => print !== undefined);
    return one?.revision === other?.revision && new Set(prints).size < 2;
  };
  return hasSameKeys(a, b) && Object.keys(a).every(isSame);
}

/** Whether one declares null where the other declares nothing. The engine sees no difference there, but the service does. */
function hasNullOfItsOwn(one: Values, other: Values): boolean {
  return Object.keys(one).some((name) => one[name] === null && !(name in other));
}

/**
 * The identity fields whose change OMA cannot carry out in place. A field that is not known yet counts as changed: with
 * `deleteBeforeReplace`, the engine asks with unknown values whether dependent objects must be deleted first.
 */
function replacing(kind: Kind, state: State, to: Identity, trail: Trail): string[] {
  const from = state.identity;
  const moved = Object.keys(kind.identity).filter((field) => !isSameName(kind, field, from[field], to[field]));
  if (isUnknown(to)) return moved;
  return kind.verbs.rename?.sameHome(from, to) || trail.carries(kind, state, to) ? [] : moved;
}

function hasSameKeys(a: Values, b: Values): boolean {
  return Object.keys(a).sort().join() === Object.keys(b).sort().join();
}

function isEqual(a: Values, b: Values): boolean {
  return hasSameKeys(a, b) && Object.keys(a).every((key) => a[key] === b[key]);
}
