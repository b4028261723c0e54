import { kinds } from "../kinds/index.js";
import type { Kind } from "../kinds/kind.js";
import { type OmaApiError, OmaError, type OmaOutcomeUnknownError } from "../oma/index.js";
import { adoptIfAsked, adoptUncreatable, converge } from "./adopt.js";
import { deleteOnce } from "./delete.js";
import { ExistsError, ParentMissingError } from "./errors/index.js";
import { differing } from "./object/compare.js";
import { creationStampOf, observedState } from "./object/computed.js";
import { aliasOf, isParentMissing, observe, observeSurely, type Present } from "./object/observe.js";
import { refuseNotSettable, refuseTooEarly } from "./object/preconditions.js";
import type { Settable } from "./object/settable.js";
import { signalOf } from "./object/signals.js";
import { verify } from "./object/verify.js";
import { change } from "./object/write.js";
import { writeOnce } from "./object/write-once.js";
import { createdAt } from "./ownership/evidence.js";
import { waitUntilReleased } from "./rename/wait-until-released.js";
import { restoreDeleted } from "./restore.js";
import type { Context } from "./run/context.js";
import { secretsToWrite } from "./secrets/secrets-to-write.js";
import { attributeOnWire, toWire } from "./state/codec.js";
import type { Desired, State, Values } from "./state/state.js";

/**
 * Brings a declared object into being.
 *
 * Never takes over an object that the program did not ask to adopt, and writes nothing unless everything declared may be
 * written.
 */
export async function create(context: Context, kind: Kind, desired: Desired): Promise<State> {
  if (kind.verbs.create === "adopt") return adoptUncreatable(context, kind, desired);

  const { identity } = desired;
  await waitUntilReleased(context, kind, identity);
  const wanted = toWire(kind, desired.attributes);
  const secrets = secretsToWrite(context, kind, desired);
  const early = Object.fromEntries(Object.entries(wanted).filter(([name]) => !isLate(kind, name)));
  const late = Object.keys(wanted).filter((name) => isLate(kind, name) && wanted[name] !== null);

  // Whoever learns the list reads its own object for that, and thereby knows whether it exists.
  let seen: Awaited<ReturnType<typeof observe>> | undefined;
  const look = async (): Promise<Settable> => {
    seen = await observe(context, kind, identity);
    return seen.settable;
  };
  const scope = kind.settableScope?.(identity, desired.attributes);
  const settable = scope === undefined ? undefined : await context.settable.learn(kind, scope, look);
  // Only an object that was seen missing can later be told to be our own without a date, or be made without a guard.
  const mustLook = late.length > 0 || kind.undated || kind.verbs.create === "unguarded";
  if (seen === undefined && mustLook) await look();
  if (seen?.exists === false && seen.withParent) throw parentMissing(kind, desired);
  refuseNotSettable(kind, desired, { ...wanted, ...secrets }, settable);
  if (seen?.exists) return adoptIfAsked(context, kind, desired, seen);
  refuseTooEarly(kind, identity, late);
  const restored = await restoreDeleted(context, kind, desired);
  if (restored !== undefined) {
    const written = await converge(context, kind, desired, wanted, restored, secrets);
    return verify(context, kind, written, { ...desired, ...observedState(kind, restored) });
  }
  return send(context, kind, desired, { ...early, ...secrets });
}

/** Sends the guarded create. Once an answer got lost, what exists may be what an earlier attempt has made. */
function send(context: Context, kind: Kind, desired: Desired, wire: Values): Promise<State> {
  let lost: OmaOutcomeUnknownError | undefined;
  return writeOnce<State>(
    context,
    async () => {
      let answer: Values;
      try {
        answer = await change(context, kind, desired, wire, { create_only: true });
      } catch (error) {
        return await answered(context, kind, desired, error, lost);
      }
      const made = { ...desired, computed: {}, generatedSecrets: told(kind, desired, answer) };
      return verify(context, kind, wire, await marked(context, kind, made));
    },
    async (error) => {
      lost ??= error;
      if (kind.createOnlySecrets !== undefined) return undoUntold(context, kind, desired, lost);
      const found = await observe(context, kind, desired.identity);
      return found.exists ? await claim(context, kind, desired, found, lost) : undefined;
    },
  );
}

/** What the answer to the create tells and no later one does. */
function told(kind: Kind, { identity }: Desired, answer: Values): Values | undefined {
  if (kind.createOnlySecrets === undefined) return undefined;
  const names = Object.keys(kind.createOnlySecrets);
  const lacking = names.filter((name) => typeof answer[name] !== "string");
  if (lacking.length > 0) {
    throw new OmaError("OMA_ANSWER_INCOMPLETE", `it was made, but the answer has no ${lacking.join(", ")}`, {
      object: kind.displayName(identity),
      method: kind.verbs.change,
      remedy: "It is of no use now: remove it, then run again.",
    });
  }
  return Object.fromEntries(names.map((name) => [name, answer[name]]));
}

/** The one that was just made, told from a later one of its name: what the answer told is of use with this one alone. */
async function marked(context: Context, kind: Kind, state: State): Promise<State> {
  if (kind.createOnlySecrets === undefined) return state;
  // It is made, and what was told must not get lost for want of a look.
  const found = await observeSurely(context, kind, state.identity).catch(() => undefined);
  return found?.exists ? { ...state, creationStamp: creationStampOf(kind, found) } : state;
}

/**
 * What a lost answer would have told can never be learnt, so an object of which only that is of use is taken back, for the
 * create to be sent again. Sent blindly it would make a second one, so a read that knows nothing of it yet is given time.
 *
 * @throws ExistsError when the object cannot be told to be our own.
 */
async function undoUntold(
  context: Context,
  kind: Kind,
  desired: Desired,
  lost: OmaOutcomeUnknownError,
): Promise<undefined> {
  const found = await observeSurely(context, kind, desired.identity);
  if (!found.exists) return;
  if (!isOurs(kind, desired, found, lost)) {
    throw new ExistsError(kind.name, kind.displayName(desired.identity), undefined, false);
  }
  await deleteOnce(context, kind, { ...desired, computed: {} }, kind.verbs.delete as string);
}

/** What a refusal of the create means. */
async function answered(
  context: Context,
  kind: Kind,
  desired: Desired,
  error: unknown,
  lost: OmaOutcomeUnknownError | undefined,
): Promise<State> {
  const { identity } = desired;
  switch (signalOf("create", error)) {
    case "exists": {
      const found = await observeSurely(context, kind, identity);
      if (!found.exists) throw error;
      if (lost !== undefined) return claim(context, kind, desired, found, lost);
      return adoptIfAsked(context, kind, desired, found, (error as OmaApiError).number);
    }
    case "alias":
      throw aliasOf(kind, identity);
    case "parent-missing":
    case "ask-parent":
      // 2 may also speak of something that an attribute refers to (open question 44), and 9 of a permission.
      throw (await isParentMissing(context, kind, identity)) ? parentMissing(kind, desired) : error;
    default:
      throw error;
  }
}

/** Takes what exists for our own if it was made after our attempt began; else it is somebody else's. */
async function claim(
  context: Context,
  kind: Kind,
  desired: Desired,
  found: Present,
  lost: OmaOutcomeUnknownError,
): Promise<State> {
  if (!isOurs(kind, desired, found, lost)) return adoptIfAsked(context, kind, desired, found);
  const written = await converge(context, kind, desired, toWire(kind, desired.attributes), found, {});
  return verify(context, kind, written, { ...desired, ...observedState(kind, found) });
}

/**
 * All times are the server's; createtime is in whole seconds. Made after the attempt surely had begun: ours. Made at a time
 * when it may have begun, or undated but seen missing before: ours if it has all that was declared, since an object of
 * somebody else would not. In doubt, not ours.
 */
function isOurs(kind: Kind, desired: Desired, found: Present, lost: OmaOutcomeUnknownError): boolean {
  const [earliest, latest] = [lost.beganAt, lost.beganBefore].map((time) => time && Math.floor(time));
  if (!kind.undated) {
    const made = createdAt(found);
    if (earliest === undefined || latest === undefined || made === undefined || made < earliest) return false;
    if (made > latest) return true;
  }
  return differing(kind, toWire(kind, desired.attributes), found.attributes).length === 0;
}

function parentMissing(kind: Kind, { identity }: Desired): OmaError {
  const object = kind.displayName(identity);
  if (kind.parent === undefined) throw new Error(`${kind.name} has no parent`);
  const parent = kinds[kind.parent.kind];
  return new ParentMissingError(kind.name, object, parent.name, parent.displayName(kind.parent.of(identity)));
}

/** Whether the creating call does not take the attribute. */
function isLate(kind: Kind, wire: string): boolean {
  return attributeOnWire(kind, wire)?.notOnCreate === true;
}
