import type { Kind } from "../../kinds/kind.js";
import { PartialError, WriteIgnoredError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { VerifyWrites } from "../run/settings.js";
import { attributeOnWire, fromWire, programNameOf, toWire } from "../state/codec.js";
import type { State, Values } from "../state/state.js";
import { isSame } from "./compare.js";
import { creationStampOf } from "./computed.js";
import { matchesRead } from "./matches-read.js";
import { typed } from "./normalise.js";
import { observeUntil } from "./observe.js";

/**
 * Looks whether what the service has just accepted holds. Reads may lag behind writes, so an attribute counts as ignored only
 * after some looks. One read for an object of which something worth it was written, none for others.
 *
 * @param written under the wire's names.
 * @param state what would hold now; returned as it is when all is well.
 * @param before values that were known to hold before, under the wire's names.
 * @throws PartialError with what does hold, so that the next run writes again what does not.
 */
export async function verify(
  context: Context,
  kind: Kind,
  written: Values,
  state: State,
  before: Values = {},
): Promise<State> {
  const names = Object.keys(written).filter((name) =>
    isWorthALook(context.run.verifyWrites, kind, name, written[name]),
  );
  if (names.length === 0) return state;

  const fails = (held: Values, cause: Error) => {
    const others = Object.entries(toWire(kind, state.attributes)).filter(([name]) => !names.includes(name));
    const attributes = fromWire(kind, { ...Object.fromEntries(others), ...held });
    const now = { ...state, attributes, writtenAt: context.clock.date() };
    return new PartialError(now, context.service, cause);
  };
  const pick = (values: Values) => Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
  const { found, ignored } = await lookFor(context, kind, names, written, state).catch((error: Error) => {
    // Not known to hold: the next run takes up where this one began.
    throw fails(pick(before), error);
  });
  if (found.exists && ignored.length === 0) return { ...state, creationStamp: creationStampOf(kind, found) };
  const wanted = toWire(kind, state.attributes);
  const held = names.flatMap((name) => {
    if (!ignored.includes(name)) return name in wanted ? [[name, wanted[name]]] : [];
    return found.exists ? [[name, typed(attributeOnWire(kind, name), found.attributes[name])]] : [];
  });
  const called = ignored.map((name) => programNameOf(kind, name));
  throw fails(
    Object.fromEntries(held),
    new WriteIgnoredError(kind.name, kind.displayName(state.identity), called, found.exists),
  );
}

async function lookFor(context: Context, kind: Kind, names: string[], written: Values, { identity }: State) {
  let ignored = names;
  const found = await observeUntil(context, kind, identity, (seen) => {
    ignored = seen.exists ? names.filter((name) => !matchesRead(kind, name, written[name], seen)) : names;
    return ignored.length === 0;
  });
  return { found, ignored };
}

function isWorthALook(asked: VerifyWrites, kind: Kind, name: string, value: unknown): boolean {
  const attribute = attributeOnWire(kind, name);
  if (asked === "off" || attribute?.access === "write") return false;
  if (asked === "security" && attribute?.security === undefined) return false;
  // How an inherited value is shown in place of an unset one is not settled (open questions 11 and 12).
  return !(attribute?.inherit?.how === "live" && isSame(kind, name, value, null));
}
