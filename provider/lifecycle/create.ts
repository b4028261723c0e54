import { kinds } from "../kinds/index.js";
import type { Kind } from "../kinds/kind.js";
import { wireName } from "../kinds/names.js";
import { OmaError } from "../oma/index.js";
import { differing } from "./compare.js";
import type { Context } from "./context.js";
import { AliasError, ExistsError, MissingError, ParentMissingError } from "./errors/index.js";
import { factsOf } from "./facts.js";
import { isParentMissing, observe, type Present } from "./observe.js";
import { secretsToWrite } from "./secrets.js";
import type { Settable } from "./settable.js";
import { signalOf } from "./signals.js";
import type { Declared, Known, Values } from "./state.js";
import { toWire } from "./wire.js";
import { change, refuseNotSettable } from "./write.js";

/**
 * Brings a declared object into being.
 *
 * Never takes over an object that the program did not ask to adopt, and writes nothing unless everything declared may be
 * written.
 */
export async function create(context: Context, kind: Kind, declared: Declared): Promise<Known> {
  if (kind.verbs.create === "takeover") return takeOver(context, kind, declared);

  const { identity } = declared;
  const object = kind.called(identity);
  const wanted = toWire(kind, declared.attributes);
  const secrets = secretsToWrite(context, kind, declared, {});

  // Whoever learns the list reads its own object for that, and thereby knows whether it exists.
  let seen: Awaited<ReturnType<typeof observe>> | undefined;
  const look = async (): Promise<Settable> => {
    seen = await observe(context, kind, identity);
    return seen.settable;
  };
  const settable = await context.settable.learn(kind, kind.settableScope(identity, declared.attributes), look);
  const late = lateAttributes(kind, wanted);
  if (seen === undefined && late.length > 0) await look();
  if (seen?.exists === false && seen.withParent) throw parentMissing(kind, declared);
  refuseNotSettable(kind, identity, { ...wanted, ...secrets }, settable);
  if (seen?.exists) return adopt(context, kind, declared, seen);
  if (late.length > 0) throw tooEarly(object, late);

  try {
    await change(context, kind, identity, { ...wanted, ...secrets }, { create_only: true });
  } catch (error) {
    const signal = signalOf("create", error);
    if (signal === "exists") {
      const found = await observe(context, kind, identity);
      // 7 and 8 also tell of an alias of that name, on which a read answers otherwise (open question 20).
      if (!found.exists) throw error;
      return adopt(context, kind, declared, found, (error as { number?: number }).number);
    }
    if (signal === "alias") throw new AliasError(kind.name, object);
    if (signal === "parent-missing") throw parentMissing(kind, declared);
    if (signal === "ask-parent" && (await isParentMissing(context, kind, identity)))
      throw parentMissing(kind, declared);
    throw error;
  }
  return { ...declared, facts: {} };
}

/** Takes an existing object over if the program asked for that, writing only what differs. */
async function adopt(
  context: Context,
  kind: Kind,
  declared: Declared,
  found: Present,
  number?: number,
): Promise<Known> {
  if (declared.options.adopt !== true) throw new ExistsError(kind.name, kind.called(declared.identity), number);
  await converge(context, kind, declared, found, secretsToWrite(context, kind, declared, {}));
  return { ...declared, facts: factsOf(kind, found) };
}

/** The create of a kind that OMA cannot create: it has to be there, and gets what is declared. */
async function takeOver(context: Context, kind: Kind, declared: Declared): Promise<Known> {
  const found = await observe(context, kind, declared.identity);
  if (!found.exists) throw new MissingError(kind.name, kind.called(declared.identity));
  const wanted = toWire(kind, declared.attributes);
  await converge(context, kind, declared, found, {});
  return { ...declared, facts: factsOf(kind, found), prior: priorValues(wanted, found) };
}

async function converge(
  context: Context,
  kind: Kind,
  declared: Declared,
  found: Present,
  secrets: Values,
): Promise<void> {
  const wanted = toWire(kind, declared.attributes);
  refuseNotSettable(kind, declared.identity, { ...wanted, ...secrets }, found.settable);
  const changes = Object.fromEntries(differing(kind, wanted, found.attributes).map((name) => [name, wanted[name]]));
  const wire = { ...changes, ...secrets };
  if (Object.keys(wire).length > 0) await change(context, kind, declared.identity, wire);
}

/** What a reset on delete would write back. */
export function priorValues(wire: Values, found: Present): Values {
  return Object.fromEntries(Object.keys(wire).map((name) => [name, found.attributes[name] ?? null]));
}

function parentMissing(kind: Kind, { identity }: Declared): OmaError {
  const object = kind.called(identity);
  if (kind.parent === undefined) return new MissingError(kind.name, object);
  const parent = kinds[kind.parent.kind];
  return new ParentMissingError(kind.name, object, parent.name, parent.called(kind.parent.of(identity)));
}

/** Declared attributes that the creating call does not take. */
function lateAttributes(kind: Kind, wanted: Values): string[] {
  return Object.entries(kind.attributes)
    .filter(([name, attribute]) => attribute.notOnCreate && (wanted[wireName(name)] ?? null) !== null)
    .map(([name]) => name);
}

function tooEarly(object: string, attributes: readonly string[]): OmaError {
  return new OmaError(
    "OMA_NOT_ON_CREATE",
    `${attributes.join(", ")} cannot be set on a new object; nothing was written`,
    {
      object,
      attribute: attributes.join(", "),
      remedy: "Remove it from the program: the service only keeps it where it exists already.",
    },
  );
}
