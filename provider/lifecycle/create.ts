import type { Kind } from "../kinds/kind.js";
import type { Values } from "../values.js";
import { adoptIfAsked, adoptUncreatable, asSpelled, converge, mayAdopt } from "./adopt.js";
import { parentMissing } from "./answers/existence-error.js";
import { MissingAttributeError, PartialError, ResponseIncompleteError } from "./errors/index.js";
import { missingOnCreate } from "./inputs/missing.js";
import { differing } from "./object/compare.js";
import { creationStampOf, observedState } from "./object/computed.js";
import type { Observation, Present } from "./object/observation.js";
import { observe, observeSurely, observeUntil } from "./object/observe.js";
import { asHeld } from "./read.js";
import { waitUntilReleased } from "./rename/wait-until-released.js";
import { settleDeleted } from "./restore.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, inputsOf } from "./state/codec.js";
import type { Desired, State } from "./state/state.js";
import { createOnce } from "./writes/lost-create.js";
import { refuseNotSettable, refuseTooEarly, type Settable } from "./writes/settable.js";
import { verify } from "./writes/verify.js";

/**
 * Creates a declared object.
 *
 * It never adopts an object that neither the program nor the run asked to adopt, and writes nothing unless the admin may set
 * everything that is declared.
 */
export async function create(context: Context, kind: Kind, desired: Desired): Promise<State> {
  if (kind.verbs.create === "adopt") return adoptUncreatable(context, kind, desired);
  await waitUntilReleased(context, kind, desired.identity);
  await waitUntilDeleted(context, kind, desired);
  const secrets = secretsToWrite(context, kind, desired);
  const { early, late } = byCall(kind, desired.attributes);
  const missing = missingOnCreate(
    kind,
    inputsOf(kind, desired, (value) => value),
  );
  const { seen, settable } = await observeBefore(context, kind, desired, late.length > 0 || missing !== undefined);
  if (seen?.exists === false && seen.withParent) throw parentMissing(kind, desired.identity);
  refuseNotSettable(kind, desired, { ...desired.attributes, ...secrets }, settable);
  const isGuarded = kind.verbs.create === "guarded" && late.length === 0 && missing === undefined;
  const before =
    isGuarded || !seen?.exists ? seen : await observeAgain(context, kind, desired, seen, missing !== undefined);
  if (!isGuarded && before?.exists) return adoptIfAsked(context, kind, desired, before);
  const inPlace = await settleDeleted(context, kind, desired, before);
  if (inPlace?.how === "exists") return adoptIfAsked(context, kind, desired, inPlace.found);
  if (inPlace?.how === "restored") return keepRestored(context, kind, desired, inPlace.found, secrets);
  refuseTooEarly(kind, desired, late);
  if (missing !== undefined) {
    throw new MissingAttributeError(kind.name, kind.displayName(desired.identity), missing);
  }
  return createNew(context, kind, desired, { ...early, ...secrets }, before);
}

/**
 * Reads an object once more that a read has shown. Reads may lag behind a delete, so one read does not decide that an object
 * exists. The guarded create decides that. Where there is none, only an adoption that writes needs no other read: it replaces a
 * subresource as a whole, and the service makes no account out of a change that lacks what a create needs.
 */
async function observeAgain(
  context: Context,
  kind: Kind,
  desired: Desired,
  seen: Present,
  lacksRequired: boolean,
): Promise<Observation> {
  const isSettled = (kind.verbs.subresource !== undefined || lacksRequired) && mayAdopt(context, kind, desired);
  if (isSettled && differing(kind, desired.attributes, seen.attributes).length > 0) return seen;
  return observeUntil(context, kind, desired.identity, (found) => !found.exists);
}

/** Reads may lag behind a delete of this run, and an object that is gone would then count as one that exists. */
async function waitUntilDeleted(context: Context, kind: Kind, desired: Desired): Promise<void> {
  if (!context.deletedObjects.isDeletedHere(kind, desired)) return;
  await observeUntil(context, kind, desired.identity, ({ exists }) => !exists);
}

/** The declared attributes that the creating call accepts, and the names of those that it does not. */
function byCall(kind: Kind, wanted: Values): { early: Values; late: string[] } {
  const isLate = (wire: string) => attributeOnWire(kind, wire)?.notOnCreate === true;
  const late = Object.keys(wanted).filter((wire) => isLate(wire) && wanted[wire] !== null);
  return { early: Object.fromEntries(Object.entries(wanted).filter(([wire]) => !isLate(wire))), late };
}

/**
 * Learns what may be set. The first create of a scope reads its own object for that. The others skip the read where the guarded
 * create alone decides.
 */
async function observeBefore(
  context: Context,
  kind: Kind,
  { identity, attributes }: Desired,
  isIncomplete: boolean,
): Promise<{ seen: Observation | undefined; settable: Settable }> {
  let seen: Observation | undefined;
  const read = async (): Promise<Settable> => {
    seen = await observe(context, kind, identity);
    return seen.settable;
  };
  const scope = kind.settableScope?.(identity, attributes);
  const settable = scope === undefined ? undefined : await context.settable.learn(kind, scope, read);
  // Without a date or without a guard, only an object that a read showed to be missing can later count as ours. What cannot be
  // created must be there, to be adopted.
  const mustRead = isIncomplete || kind.undated === true || kind.verbs.create === "unguarded";
  if (seen === undefined && mustRead) await read();
  return { seen, settable };
}

/** @param seen the object as this create has read it; undefined when it has not. */
async function createNew(
  context: Context,
  kind: Kind,
  desired: Desired,
  wire: Values,
  seen: Observation | undefined,
): Promise<State> {
  const created = await createOnce(context, kind, desired, wire, kind.undated === true && seen?.exists === false);
  switch (created.how) {
    case "created": {
      context.deletedObjects.recordCreate(kind, desired);
      const generatedSecrets = generatedSecretsIn(kind, desired, created.response);
      return verify(context, kind, wire, await stamped(context, kind, { ...desired, computed: {}, generatedSecrets }));
    }
    case "ours":
      return convergeTo(context, kind, asSpelled(desired, created.found), created.found, {});
    case "exists":
      return adoptIfAsked(context, kind, desired, created.found, created.number);
  }
}

async function convergeTo(
  context: Context,
  kind: Kind,
  desired: Desired,
  found: Present,
  secrets: Values,
): Promise<State> {
  const written = await converge(context, kind, desired, desired.attributes, found, secrets);
  return verify(context, kind, written, { ...desired, ...observedState(kind, found) });
}

/**
 * Writes to a restored object what is declared.
 *
 * @throws PartialError when that fails: the object exists from now on, so the state has to know it, as it is held.
 */
async function keepRestored(
  context: Context,
  kind: Kind,
  desired: Desired,
  found: Present,
  secrets: Values,
): Promise<State> {
  try {
    return await convergeTo(context, kind, desired, found, secrets);
  } catch (error) {
    if (error instanceof PartialError || !(error instanceof Error)) throw error;
    const unwritten = { ...desired, ...observedState(kind, found), fingerprints: {}, sources: {} };
    const held = { ...asHeld(kind, unwritten, found), writtenAt: context.clock.date() };
    throw new PartialError(held, context.service, error);
  }
}

/** The generated secrets, which only the response to the create holds. */
function generatedSecretsIn(kind: Kind, { identity }: Desired, response: Values): Values | undefined {
  if (kind.createOnlySecrets === undefined) return undefined;
  const names = Object.keys(kind.createOnlySecrets);
  const missing = names.filter((name) => typeof response[name] !== "string");
  if (missing.length > 0) {
    throw new ResponseIncompleteError(
      kind.displayName(identity),
      kind.verbs.change,
      `the service created it, but the response has no ${missing.join(", ")}`,
      "Nobody can use it now: remove it, then run again.",
    );
  }
  return Object.fromEntries(names.map((name) => [name, response[name]]));
}

/** Adds the creation stamp: generated secrets belong to this object, and not to a later one of the same name. */
async function stamped(context: Context, kind: Kind, state: State): Promise<State> {
  if (kind.createOnlySecrets === undefined) return state;
  // The object exists, and a failed read must not lose its secrets.
  const found = await observeSurely(context, kind, state.identity).catch(() => undefined);
  return found?.exists ? { ...state, creationStamp: creationStampOf(kind, found) } : state;
}
