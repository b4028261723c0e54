import { isOffered } from "../kinds/attribute.js";
import type { Identity, Kind } from "../kinds/kind.js";
import { MissingError } from "./errors/index.js";
import { computedOf, observedState } from "./object/computed.js";
import { matchesRead } from "./object/matches-read.js";
import { typed } from "./object/normalise.js";
import { observe, observeManaged, type Present } from "./object/observe.js";
import { refuseOtherService } from "./object/other-service.js";
import { isAnother } from "./ownership/evidence.js";
import { locateInterrupted } from "./rename/locate.js";
import type { Context } from "./run/context.js";
import { attributeOnWire, fromWire, toWire } from "./state/codec.js";
import type { State, Values } from "./state/state.js";

/**
 * What the service holds of a managed object, restricted to the attributes that the program declared. Values that mean the
 * same keep the form in which they were declared, so that only real drift shows.
 *
 * @returns undefined when the object is definitely gone.
 */
export async function refresh(context: Context, kind: Kind, state: State): Promise<State | undefined> {
  if (state.lost) return undefined;
  const here = { at: state.identity, found: await observeManaged(context, kind, state) };
  const isMissing = !here.found.exists && !here.found.withParent;
  const { at, found } = (isMissing ? await locateInterrupted(context, kind, state) : undefined) ?? here;
  if (!found.exists) {
    refuseOtherService(context, kind, state);
    return undefined;
  }
  // What the create told is of the very one that it made.
  if (kind.createOnlySecrets !== undefined && isAnother(state, found)) return undefined;
  return asHeld(kind, { ...state, identity: at }, found);
}

/** What is known of an object, brought up to what was just seen of it. */
export function asHeld(kind: Kind, state: State, found: Present): State {
  const managed = toWire(kind, { ...unsetRequired(kind), ...state.attributes });
  const live = Object.fromEntries(
    Object.entries(managed).map(([name, last]) => [name, liveValue(kind, name, last, found)]),
  );
  return {
    ...state,
    attributes: fromWire(kind, live),
    computed: { ...state.computed, ...refreshedFacts(kind, state, found) },
  };
}

/**
 * Null for each attribute that the kind requires. State lacks one when the look after its first write failed, and a program
 * that ignores changes of it would get it from there: each later run would be refused for want of it.
 */
function unsetRequired(kind: Kind): Values {
  const required = Object.entries(kind.attributes).filter(([, attribute]) => attribute.required);
  return Object.fromEntries(required.map(([name]) => [name, null]));
}

/** Facts that outputs never had are not added: they would show as a change that nobody made. */
function refreshedFacts(kind: Kind, state: State, found: Present): Values {
  return Object.fromEntries(Object.entries(computedOf(kind, found)).filter(([name]) => name in state.computed));
}

function liveValue(kind: Kind, name: string, last: unknown, found: Present): unknown {
  if (matchesRead(kind, name, last, found)) return last;
  return typed(attributeOnWire(kind, name), found.attributes[name]);
}

/**
 * Everything that can be read of an object that no program manages yet.
 *
 * @throws MissingError when there is none.
 */
export async function lookUp(context: Context, kind: Kind, identity: Identity): Promise<State> {
  const found = await observe(context, kind, identity);
  if (!found.exists) throw new MissingError(kind.name, kind.displayName(identity));
  const readable = Object.entries(found.attributes).filter(([, value]) => value !== null);
  const attributes = fromWire(kind, Object.fromEntries(readable));
  const offered = Object.entries(kind.attributes).filter(([, attribute]) => isOffered(attribute) && !attribute.secret);
  const declared = Object.fromEntries(
    offered
      .filter(([name]) => attributes[name] !== undefined)
      .map(([name, attribute]) => [name, typed(attribute, attributes[name])]),
  );
  return { identity, attributes: declared, fingerprints: {}, sources: {}, options: {}, ...observedState(kind, found) };
}
