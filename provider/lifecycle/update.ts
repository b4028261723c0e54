import type { Identity, Kind } from "../kinds/kind.js";
import { priorValues } from "./adopt.js";
import { changeExisting } from "./change.js";
import { differing, isSame } from "./compare.js";
import type { Context } from "./context.js";
import { GoneError, NameTakenError, PartialError } from "./errors/index.js";
import { aliasOf, isParentMissing, observe, observeKnown } from "./observe.js";
import { refuseNotSettable } from "./refuse.js";
import { secretsToWrite } from "./secrets.js";
import { sendAndLook } from "./send.js";
import { signalOf, type Verb } from "./signals.js";
import type { Declared, Known, Values } from "./state.js";
import { verify } from "./verify.js";
import { attributeOnWire, toWire } from "./wire.js";

/** Writes what changed between the last known and the declared values, and nothing else. */
export async function update(context: Context, kind: Kind, known: Known, declared: Declared): Promise<Known> {
  const wanted = toWire(kind, declared.attributes);
  const last = toWire(kind, known.attributes);
  // What was not managed before may hold anything, so it is written even where null would compare as equal.
  const names = [...differing(kind, wanted, last), ...Object.keys(wanted).filter((name) => !(name in last))];
  const changed = Object.fromEntries(names.map((name) => [name, wanted[name]]));
  const declaredWrites = { ...changed, ...secretsToWrite(context, kind, declared, known) };
  const wire: Record<string, unknown> = { ...clearing(kind, last, wanted), ...declaredWrites };
  let prior = known.prior;

  if (Object.keys(wire).length > 0) {
    // OMA's changes create what is missing: without this look, an update of a mailbox that somebody deleted would make a
    // new and empty one. And refusals come before the rename, which must not be half of an update.
    const found = await observeKnown(context, kind, known);
    if (!found.exists) throw new GoneError(kind.name, kind.called(known.identity));
    refuseNotSettable(kind, { ...declared, identity: known.identity }, declaredWrites, found.settable);
    // What is let go of and cannot be set any more is left as it is.
    for (const name of Object.keys(wire)) {
      if (!(name in declaredWrites) && found.settable?.has(name) === false) delete wire[name];
    }
    if (kind.verbs.create === "takeover") prior = { ...priorValues(kind, changed, found), ...known.prior };
  }
  await rename(context, kind, known.identity, declared.identity);
  try {
    if (Object.keys(wire).length > 0) await changeExisting(context, kind, declared, wire);
  } catch (error) {
    const failure = await lifeOf(context, kind, declared.identity, "update", error);
    if (isSameObject(known.identity, declared.identity)) throw failure;
    throw new PartialError({ ...known, identity: declared.identity }, context.service, failure as Error);
  }
  return verify(context, kind, wire, { ...declared, facts: known.facts, told: known.told, prior }, last);
}

/** What is written for attributes that the program no longer declares. */
function clearing(kind: Kind, last: Values, wanted: Values): Record<string, unknown> {
  const removed = Object.keys(last).filter((name) => !(name in wanted));
  const cleared: Record<string, unknown> = {};
  for (const name of removed) {
    const attribute = attributeOnWire(kind, name);
    const isList = attribute?.value.shape === "texts" || attribute?.value.shape === "records";
    const empty = attribute?.nullable ? null : isList ? [] : undefined;
    if (empty !== undefined && !isSame(kind, name, last[name], empty)) cleared[name] = empty;
  }
  return cleared;
}

async function rename(context: Context, kind: Kind, from: Identity, to: Identity): Promise<void> {
  const method = kind.verbs.rename?.method;
  if (method === undefined || isSameObject(from, to)) return;
  const target = kind.called(to);
  try {
    await sendAndLook(
      context,
      () => context.client.call(method, { ...from, new_name: target }),
      async () => {
        const [old, renamed] = await Promise.all([observe(context, kind, from), observe(context, kind, to)]);
        return !old.exists && renamed.exists ? {} : undefined;
      },
    );
  } catch (error) {
    if (signalOf("rename", error) === "name-taken") {
      throw new NameTakenError(kind.called(from), target, (error as { number: number }).number);
    }
    throw await lifeOf(context, kind, from, "rename", error);
  }
}

/** Turns an answer about the object's life into words about it. */
async function lifeOf(context: Context, kind: Kind, identity: Identity, verb: Verb, error: unknown): Promise<unknown> {
  const object = kind.called(identity);
  switch (signalOf(verb, error)) {
    case "alias":
      return aliasOf(kind, identity);
    case "gone":
      // 2 may also speak of something that an attribute refers to (open question 44).
      return (await observe(context, kind, identity)).exists ? error : new GoneError(kind.name, object);
    case "ask-parent":
      return (await isParentMissing(context, kind, identity)) ? new GoneError(kind.name, object) : error;
    default:
      return error;
  }
}

function isSameObject(a: Identity, b: Identity): boolean {
  return Object.keys(a).every((field) => a[field] === b[field]);
}
