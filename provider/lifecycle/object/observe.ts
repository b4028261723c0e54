import { kinds } from "../../kinds/index.js";
import type { Found, Identity, Kind } from "../../kinds/kind.js";
import { OmaApiError } from "../../oma/index.js";
import { isRecord, type Values } from "../../values.js";
import { signalOf } from "../answers/signals.js";
import { AliasError, ResponseIncompleteError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { State } from "../state/state.js";
import { settableIn } from "../writes/settable.js";
import { absent, type Observation, present } from "./observation.js";

/**
 * Reads an object from the service.
 *
 * @throws AliasError when the name belongs to an alias, and every other answer that is no definite "missing".
 */
export async function observe(context: Context, kind: Kind, identity: Identity): Promise<Observation> {
  const { read, subresource } = kind.verbs;
  try {
    const response = await context.client.call(read, subresource?.read?.(identity) ?? identity);
    return subresource === undefined
      ? observed(kind, identity, response)
      : observedSubresource(kind, identity, subresource.found(response, identity));
  } catch (error) {
    const signal = signalOf("read", error);
    if (signal === "alias") throw aliasOf(kind, identity);
    if (signal === "gone") return absent(settableIn(kind, responseOf(error), false));
    if (signal === "ask-parent" && (await isParentMissing(context, kind, identity))) return absent(undefined, true);
    throw error;
  }
}

function observed(kind: Kind, identity: Identity, response: Values): Observation {
  const { attributes, metadata } = response;
  if (!isRecord(attributes)) throw incomplete(kind, identity, "no attributes");
  // get_user returns `type` beside the attributes rather than among them.
  const beside = "type" in response ? { type: response.type } : {};
  return present({ ...beside, ...attributes }, isRecord(metadata) ? metadata : {}, settableIn(kind, response, true));
}

function observedSubresource(kind: Kind, identity: Identity, found: Found | null | undefined): Observation {
  if (found === undefined) throw incomplete(kind, identity, `nothing about any ${kind.name}`);
  if (found === null) return absent(undefined);
  return present(found.attributes, { createtime: found.createtime }, undefined, found.spelled);
}

function incomplete(kind: Kind, identity: Identity, missing: string): ResponseIncompleteError {
  return new ResponseIncompleteError(
    kind.displayName(identity),
    kind.verbs.read,
    `the response has ${missing}, so what the object holds is not known`,
    "Run again. If it happens again, report it with the name of the cluster.",
  );
}

function responseOf(error: unknown): Values {
  return error instanceof OmaApiError ? error.response : {};
}

/** The name of the object, or of its parent, belongs to an alias. */
export function aliasOf(kind: Kind, identity: Identity): AliasError {
  if (kind.parent?.names !== true) return new AliasError(kind.name, kind.displayName(identity));
  const parent = kinds[kind.parent.kind];
  return new AliasError(parent.name, parent.displayName(kind.parent.of(identity)));
}

const mostReads = 6;
const firstPauseMs = 250;
const longestPauseMs = 2_000;

/** Reads an object that exists according to a write. Reads may lag, so this waits for it. */
export function observeSurely(context: Context, kind: Kind, identity: Identity): Promise<Observation> {
  return observeUntil(context, kind, identity, (found) => found.exists);
}

/** Reads until the object is as expected after a write, for some seconds at most. The last read counts. */
export async function observeUntil(
  context: Context,
  kind: Kind,
  identity: Identity,
  isExpected: (found: Observation) => boolean,
): Promise<Observation> {
  for (let read = 1; ; read++) {
    const found = await observe(context, kind, identity);
    if (isExpected(found) || read === mostReads) return found;
    await context.clock.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** (read - 1)));
  }
}

/** No service could let reads lag behind writes for longer without everybody noticing. */
const freshForSeconds = 120;

/** Reads an object of the state. Shortly after a write, "missing" is no definite answer. */
export function observeManaged(context: Context, kind: Kind, state: State): Promise<Observation> {
  const { identity, writtenAt } = state;
  const isFresh = writtenAt !== undefined && context.clock.date() - writtenAt < freshForSeconds;
  return isFresh ? observeSurely(context, kind, identity) : observe(context, kind, identity);
}

/**
 * Settles the double meaning of 9 on a user: the domain is missing (2 on get_domain), or the admin may not see it (LIVE). The
 * subresources of a user are gone with the domain too. On a kind without a parent, 9 always means a missing permission.
 */
export async function isParentMissing(context: Context, kind: Kind, identity: Identity): Promise<boolean> {
  if (kind.parent === undefined) return false;
  try {
    return !(await observe(context, kinds[kind.parent.kind], kind.parent.of(identity))).exists;
  } catch (error) {
    if (error instanceof OmaApiError || error instanceof AliasError) return false;
    throw error;
  }
}
