import type { Identity, Kind } from "../kinds/kind.js";
import { differing, isSame } from "./compare.js";
import type { Context } from "./context.js";
import { priorValues } from "./create.js";
import { AliasError, GoneError, NameTakenError, PartialError } from "./errors/index.js";
import { isParentMissing, observe } from "./observe.js";
import { secretsToWrite } from "./secrets.js";
import { signalOf, type Verb } from "./signals.js";
import type { Declared, Known, Values } from "./state.js";
import { attributeOnWire, toWire } from "./wire.js";
import { change, refuseNotSettable, settableFor } from "./write.js";

/** Writes what changed between the last known and the declared values, and nothing else. */
export async function update(context: Context, kind: Kind, known: Known, declared: Declared): Promise<Known> {
  const wanted = toWire(kind, declared.attributes);
  const last = toWire(kind, known.attributes);
  const changed = Object.fromEntries(differing(kind, wanted, last).map((name) => [name, wanted[name]]));
  const wire = {
    ...changed,
    ...clearing(kind, last, wanted),
    ...secretsToWrite(context, kind, declared, known.sealed),
  };
  const writes = Object.keys(wire).length > 0;

  // Refusals come first: a rename that is followed by a refused change would be half an update.
  if (writes) {
    const settable = await settableFor(context, kind, { ...declared, identity: known.identity });
    refuseNotSettable(kind, known.identity, wire, settable);
  }
  const prior = await rememberPrior(context, kind, known, wanted);
  await rename(context, kind, known.identity, declared.identity);
  try {
    if (writes) await change(context, kind, declared.identity, wire);
  } catch (error) {
    const failure = await lifeOf(context, kind, declared.identity, "update", error);
    if (isSameObject(known.identity, declared.identity)) throw failure;
    throw new PartialError({ ...known, identity: declared.identity }, failure as Error);
  }
  return { ...declared, facts: known.facts, prior };
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

/** Before a kind that is taken over gets a newly managed attribute, its present value is remembered for a reset. */
async function rememberPrior(context: Context, kind: Kind, known: Known, wanted: Values): Promise<Values | undefined> {
  if (kind.verbs.create !== "takeover") return undefined;
  const added = Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in (known.prior ?? {}))));
  if (Object.keys(added).length === 0) return known.prior;
  const found = await observe(context, kind, known.identity);
  if (!found.exists) throw new GoneError(kind.name, kind.called(known.identity));
  return { ...known.prior, ...priorValues(added, found) };
}

async function rename(context: Context, kind: Kind, from: Identity, to: Identity): Promise<void> {
  if (kind.verbs.rename === undefined || isSameObject(from, to)) return;
  const target = kind.called(to);
  try {
    await context.client.call(kind.verbs.rename.method, { ...from, new_name: target });
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
      return new AliasError(kind.name, object);
    case "gone":
      return new GoneError(kind.name, object);
    case "ask-parent":
      return (await isParentMissing(context, kind, identity)) ? new GoneError(kind.name, object) : error;
    default:
      return error;
  }
}

function isSameObject(a: Identity, b: Identity): boolean {
  return Object.keys(a).every((field) => a[field] === b[field]);
}
