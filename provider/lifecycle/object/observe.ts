import { kinds } from "../../kinds/index.js";
import type { Found, Identity, Kind } from "../../kinds/kind.js";
import { OmaApiError, OmaError } from "../../oma/index.js";
import { AliasError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import type { State, Values } from "../state/state.js";
import { type Settable, settableIn } from "./settable.js";
import { signalOf } from "./signals.js";

export interface Present {
  readonly exists: true;
  /** Under the wire's names. */
  readonly attributes: Values;
  readonly metadata: Values;
  readonly settable: Settable;
}

export interface Absent {
  readonly exists: false;
  /** The parent is not there either. */
  readonly withParent: boolean;
  readonly settable: Settable;
}

/**
 * Looks an object up on the service.
 *
 * @throws AliasError when the name is an alias's, and whatever else the service answers that is no definite "missing".
 */
export async function observe(context: Context, kind: Kind, identity: Identity): Promise<Present | Absent> {
  try {
    const { read, subresource: part } = kind.verbs;
    const answer = await context.client.call(read, part?.read?.(identity) ?? identity);
    if (part !== undefined) return presentPart(kind, identity, part.found(answer, identity));
    if (answer.attributes === null || typeof answer.attributes !== "object") {
      throw incomplete(kind, identity, "no attributes");
    }
    return {
      exists: true,
      // get_user has `type` beside the attributes rather than among them.
      attributes: { ...("type" in answer ? { type: answer.type } : {}), ...(answer.attributes as Values) },
      metadata: (answer.metadata ?? {}) as Values,
      settable: settableIn(kind, answer, true),
    };
  } catch (error) {
    const signal = signalOf("read", error);
    if (signal === "alias") throw aliasOf(kind, identity);
    if (signal === "gone") {
      return { exists: false, withParent: false, settable: settableIn(kind, (error as OmaApiError).response, false) };
    }
    if (signal === "ask-parent" && (await isParentMissing(context, kind, identity))) {
      return { exists: false, withParent: true, settable: undefined };
    }
    throw error;
  }
}

function presentPart(kind: Kind, identity: Identity, found: Found | null | undefined): Present | Absent {
  if (found === undefined) throw incomplete(kind, identity, `nothing about any ${kind.name}`);
  if (found === null) return { exists: false, withParent: false, settable: undefined };
  const { attributes, createtime } = found;
  return { exists: true, attributes, metadata: { createtime }, settable: undefined };
}

function incomplete(kind: Kind, identity: Identity, lacking: string): OmaError {
  return new OmaError("OMA_ANSWER_INCOMPLETE", `the answer has ${lacking}, so what the object holds is not known`, {
    object: kind.displayName(identity),
    method: kind.verbs.read,
    remedy: "Run again; if it goes on, report this with the name of the cluster.",
  });
}

/** The name of the object, or of the parent that it is a part of, belongs to an alias. */
export function aliasOf(kind: Kind, identity: Identity): AliasError {
  if (kind.parent?.names !== true) return new AliasError(kind.name, kind.displayName(identity));
  const parent = kinds[kind.parent.kind];
  return new AliasError(parent.name, parent.displayName(kind.parent.of(identity)));
}

const mostLooks = 6;
const firstPauseMs = 250;
const longestPauseMs = 2_000;

/** Looks at an object that a write has just been told exists: a read that knows nothing of it yet is given time. */
export function observeSurely(context: Context, kind: Kind, identity: Identity): Promise<Present | Absent> {
  return observeUntil(context, kind, identity, (found) => found.exists);
}

/** Looks until a read shows what is expected of an object that was just written, some seconds at most; the last look counts. */
export async function observeUntil(
  context: Context,
  kind: Kind,
  identity: Identity,
  isExpected: (found: Present | Absent) => boolean,
): Promise<Present | Absent> {
  for (let look = 1; ; look++) {
    const found = await observe(context, kind, identity);
    if (isExpected(found) || look === mostLooks) return found;
    await context.clock.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** (look - 1)));
  }
}

/** Reads that lag behind writes longer than this would be noticed by everybody. */
const freshForSeconds = 120;

/** Looks at an object of the state. A "missing" is no definite answer for one that was written only a moment ago. */
export function observeManaged(context: Context, kind: Kind, state: State): Promise<Present | Absent> {
  const { identity, writtenAt } = state;
  const isFresh = writtenAt !== undefined && context.clock.date() - writtenAt < freshForSeconds;
  return isFresh ? observeSurely(context, kind, identity) : observe(context, kind, identity);
}

/**
 * Settles the double meaning of 9 on a user: the domain is missing (2 on get_domain), or the admin may not see it (LIVE).
 * What is a part of a user is gone with the user's domain too. A kind without a parent has no such doubt: 9 is a matter of
 * permission.
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
