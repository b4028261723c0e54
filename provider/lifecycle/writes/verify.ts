import type { Kind } from "../../kinds/kind.js";
import { only, type Values, without } from "../../values.js";
import { PartialError, WriteIgnoredError } from "../errors/index.js";
import { isSame, matchesRead } from "../object/compare.js";
import { creationStampOf } from "../object/computed.js";
import { typed } from "../object/normalise.js";
import type { Observation } from "../object/observation.js";
import { observeUntil } from "../object/observe.js";
import type { Context } from "../run/context.js";
import type { VerifyWrites } from "../run/settings.js";
import { attributeOnWire, programNameOf } from "../state/codec.js";
import type { State } from "../state/state.js";

/**
 * Reads back what the service has just accepted. Reads may lag behind writes, so an attribute counts as ignored only after
 * several reads. It costs one read when something that is read back was written, and none otherwise.
 *
 * @param written under wire names.
 * @param state the state if every write took effect. It is returned when that is so.
 * @param before values that held before the write, under wire names.
 * @throws PartialError with the values that really hold, so that the next run writes the others again.
 */
export async function verify(
  context: Context,
  kind: Kind,
  written: Values,
  state: State,
  before: Values = {},
): Promise<State> {
  const names = Object.keys(written).filter((name) =>
    isWorthReading(context.run.verifyWrites, kind, name, written[name]),
  );
  if (names.length === 0) return state;
  const failure = (held: Values, cause: Error) => {
    const attributes = { ...without(state.attributes, names), ...held };
    return new PartialError({ ...state, attributes, writtenAt: context.clock.date() }, context.service, cause);
  };
  const { found, ignored } = await readBack(context, kind, only(written, names), state).catch((error: Error) => {
    // Nobody knows what holds now, so the next run starts from the values before.
    throw failure(only(before, names), error);
  });
  if (found.exists && ignored.length === 0) return { ...state, creationStamp: creationStampOf(kind, found) };
  const accepted = only(
    state.attributes,
    names.filter((name) => !ignored.includes(name)),
  );
  const called = ignored.map((name) => programNameOf(kind, name));
  throw failure(
    { ...accepted, ...heldBy(kind, found, ignored) },
    new WriteIgnoredError(kind.name, kind.displayName(state.identity), called, found.exists),
  );
}

async function readBack(
  context: Context,
  kind: Kind,
  written: Values,
  { identity }: State,
): Promise<{ found: Observation; ignored: string[] }> {
  let ignored = Object.keys(written);
  const found = await observeUntil(context, kind, identity, (seen) => {
    if (!seen.exists) return false;
    ignored = Object.keys(written).filter((name) => !matchesRead(kind, name, written[name], seen));
    return ignored.length === 0;
  });
  return { found, ignored: found.exists ? ignored : Object.keys(written) };
}

/** What an existing object holds in place of what was written. */
function heldBy(kind: Kind, found: Observation, ignored: readonly string[]): Values {
  if (!found.exists) return {};
  return Object.fromEntries(ignored.map((name) => [name, typed(attributeOnWire(kind, name), found.attributes[name])]));
}

function isWorthReading(asked: VerifyWrites, kind: Kind, name: string, value: unknown): boolean {
  const attribute = attributeOnWire(kind, name);
  if (asked === "off" || attribute?.access === "write") return false;
  if (asked === "security" && attribute?.security === undefined) return false;
  // How reads show an inherited value in place of an unset one is open (questions 11 and 12).
  return !(attribute?.inherit?.how === "live" && isSame(kind, name, value, null));
}
