import { isOffered } from "../kinds/attribute.js";
import type { Identity, Kind } from "../kinds/kind.js";
import type { Values } from "../values.js";
import { MissingError, NotMovedError } from "./errors/index.js";
import { matchesRead } from "./object/compare.js";
import { computedOf, observedState } from "./object/computed.js";
import { typed } from "./object/normalise.js";
import type { Present } from "./object/observation.js";
import { observe, observeManaged } from "./object/observe.js";
import { isAnother } from "./ownership/evidence.js";
import { carriedMeanwhile } from "./rename/follow.js";
import { underKnownName } from "./rename/known-name.js";
import { type Located, locateInterrupted } from "./rename/locate.js";
import { movedTo } from "./rename/trail.js";
import type { Context } from "./run/context.js";
import { isElsewhere, refuseOtherService } from "./run/same-service.js";
import { attributeOnWire, attributesOnWire, freeMap } from "./state/codec.js";
import type { State } from "./state/state.js";

/**
 * What the service holds of a managed object, restricted to the declared attributes. A value that means the same keeps the form
 * in which it was declared, so that only real drift shows.
 *
 * @returns undefined when the object is definitely gone.
 * @throws OtherServiceError when the state knows the object from another service, and the run does not say that it moved.
 * @throws NotMovedError when the run says so, and the object is not on the new service: that is no proof that it is gone.
 */
export async function refresh(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  const { service, run } = context;
  const isMoved = isElsewhere(state, service) && state.service === run.movedFrom;
  if (!isMoved) refuseOtherService(kind, state, service);
  if (state.lost) return undefined;
  const fresh = (await refreshHere(context, kind, state)) ?? (await refreshCarried(context, kind, state));
  if (fresh === undefined && isMoved) throw new NotMovedError(kind.name, kind.displayName(state.identity), service);
  return fresh;
}

async function refreshCarried(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  const carried = await carriedMeanwhile(context, kind, state);
  return carried && refreshHere(context, kind, carried);
}

async function refreshHere(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  const here = { at: state.identity, found: await observeManaged(context, kind, state) };
  const isMissing = !here.found.exists && !here.found.withParent;
  const { at, found } = (isMissing ? await locateUnderOtherName(context, kind, state) : undefined) ?? here;
  if (!found.exists) return undefined;
  // A generated secret belongs to the object that was created with it, and to no other.
  if (kind.createOnlySecrets !== undefined && isAnother(state, found)) return undefined;
  return asHeld(kind, movedTo(kind, state, at, context.clock.date()), found);
}

function locateUnderOtherName(context: Context, kind: Kind, state: State): Promise<Located | undefined> {
  return locateInterrupted(context, kind, state).catch((error: unknown) => {
    throw underKnownName(kind, state, state.identity, error);
  });
}

/** The state, with the values that were just read of its object. */
export function asHeld(kind: Kind, state: State, found: Present): State {
  const managed = { ...unsetRequired(kind), ...state.attributes };
  const held = Object.entries(managed).map(([wire, last]) => [wire, heldValue(kind, wire, last, found)]);
  return {
    ...state,
    attributes: Object.fromEntries(held),
    computed: { ...state.computed, ...recomputed(kind, state, found) },
  };
}

/**
 * Null for each attribute that the kind requires. State lacks one when the read after its first write failed. With
 * `ignoreChanges` the engine would then pass on nothing, and every later run would be refused.
 */
function unsetRequired(kind: Kind): Values {
  const required = attributesOnWire(kind).filter(([, attribute]) => attribute.required);
  return Object.fromEntries(required.map(([wire]) => [wire, null]));
}

/** New computed values are not added: the engine would show them as a change that nobody made. */
function recomputed(kind: Kind, state: State, found: Present): Values {
  return Object.fromEntries(Object.entries(computedOf(kind, found)).filter(([wire]) => wire in state.computed));
}

function heldValue(kind: Kind, wire: string, last: unknown, found: Present): unknown {
  if (matchesRead(kind, wire, last, found)) return last;
  return typed(attributeOnWire(kind, wire), found.attributes[wire]);
}

/**
 * Everything that a read returns of an object that no program manages.
 *
 * @throws MissingError when there is none.
 */
export async function lookUp(context: Context, kind: Kind, identity: Identity): Promise<State> {
  const found = await observe(context, kind, identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(identity));
  const offered = Object.entries(found.attributes).filter(([wire, value]) => value !== null && isShown(kind, wire));
  const attributes = offered.map(([wire, value]) => [wire, typed(attributeOnWire(kind, wire), value)]);
  return {
    identity: { ...identity, ...found.spelled },
    attributes: Object.fromEntries(attributes),
    fingerprints: {},
    sources: {},
    options: {},
    ...observedState(kind, found),
  };
}

/** An attribute that no table describes may be a secret, except the keys of a free map. */
function isShown(kind: Kind, wire: string): boolean {
  if (freeMap(kind) !== undefined) return true;
  const attribute = attributeOnWire(kind, wire);
  return attribute !== undefined && isOffered(attribute) && attribute.secret !== true;
}
