import type { Kind } from "../../kinds/kind.js";
import type { Moment } from "../../oma/index.js";
import { isSame } from "../object/compare.js";
import type { Present } from "../object/observation.js";
import type { Desired, State } from "../state/state.js";

/**
 * Whose an object is. This file answers three questions: whether an object that was found is the one in state, whether it may be
 * the one to rename, and whether an attempt of ours created it. Claims answer which resource of a run holds an object.
 */

/** Whether the creation stamp shows that this is another object than the one in state. */
export function isAnother({ creationStamp }: Pick<State, "creationStamp">, { createdAt }: Present): boolean {
  return creationStamp !== undefined && createdAt !== undefined && createdAt !== creationStamp;
}

/** What the state knows of an object's age. */
export interface KnownAge {
  /** Undefined where state has none. */
  readonly creationStamp: number | undefined;
  /** When the engine first recorded the object, in UNIX seconds; NaN where the state does not say. */
  readonly knownSince: number;
}

/** Whether the age rules out that this is the object. Without a stamp in state, an older object may be it. An unknown age rules it out. */
export function isNotOfAge({ creationStamp, knownSince }: KnownAge, { createdAt }: Present): boolean {
  if (creationStamp !== undefined) return createdAt !== creationStamp;
  return !(createdAt !== undefined && createdAt <= knownSince + clockDoubtS);
}

/** Whether this may be the object to rename: it has the right age, and each attribute is as last written or as declared. */
export function mayBe(kind: Kind, state: State, desired: Desired, found: Present | undefined): boolean {
  if (found !== undefined && isAnother(state, found)) return false;
  return Object.entries(state.attributes).every(([wire, last]) => {
    const held = found?.attributes[wire];
    if (isSame(kind, wire, last, held)) return true;
    return wire in desired.attributes && isSame(kind, wire, desired.attributes[wire], held);
  });
}

/** The evidence on an object that an attempt of ours may have created. All times are the service's, in UNIX seconds. */
export interface CreateEvidence {
  /** In whole seconds; undefined where no read says. */
  readonly createdAt: number | undefined;
  /**
   * When the attempt began. `earliest` is undefined where the state does not say. Both are undefined where the service does not
   * give its time.
   */
  readonly attempt: { readonly [Bound in keyof Moment]?: number | undefined };
  /** Whether the object holds everything that was declared. */
  readonly holdsAll: boolean;
  /** The process that made the attempt saw the object missing before. */
  readonly wasMissing?: boolean;
  /** The process that made the attempt reads at once, so an object created after the attempt surely began is its work. */
  readonly isWatched?: boolean;
  /** The attempt may have restored a deleted object, which keeps its old creation time. */
  readonly mayBeRestored?: boolean;
  /** How much the clock that timed the attempt may differ from the service's, in seconds. */
  readonly doubtS: number;
}

export interface Verdict {
  readonly whose: "ours" | "theirs" | "unclear";
  readonly because: string;
}

/** Clocks that are set by the network differ far less than this. */
export const clockDoubtS = 300;
/** A pending create may wait long in state until somebody settles it. An object that is so much younger is not its work. */
const longestAttemptS = 24 * 3600;

/**
 * Judges whose an object is that an attempt of ours may have created.
 *
 * An object that is older than the attempt is never ours. One that may be older must hold everything that is declared: a create
 * is one call and takes effect as a whole.
 */
export function judgeCreate(evidence: CreateEvidence): Verdict {
  const { createdAt, attempt, holdsAll, isWatched } = evidence;
  if (createdAt === undefined) return judgeUndated(evidence);
  if (attempt.latest === undefined) return unclear("the service does not give its time");
  if (attempt.earliest === undefined && createdAt <= attempt.latest) {
    return unclear("created before the last checkpoint, and the state does not say when the attempt began");
  }
  const earliest = Math.floor(attempt.earliest ?? attempt.latest);
  if (createdAt < earliest) return judgeOlder(evidence, earliest);
  if (isWatched && createdAt > Math.floor(attempt.latest)) return ours("created after the attempt began");
  if (createdAt > attempt.latest + longestAttemptS) return unclear("created long after the attempt began");
  if (!holdsAll) return unclear("created after the attempt began, but does not hold everything that is declared");
  return ours("created after the attempt began, and holds everything that is declared");
}

function judgeUndated({ holdsAll, wasMissing }: CreateEvidence): Verdict {
  if (!holdsAll) return theirs("does not hold what is declared");
  return wasMissing
    ? ours("did not exist before, and holds everything that is declared")
    : unclear("holds everything that is declared, but no read says when it was created");
}

function judgeOlder({ createdAt = 0, mayBeRestored, doubtS }: CreateEvidence, earliest: number): Verdict {
  if (mayBeRestored) return unclear("created before the attempt began: the attempt restored it, or it existed before");
  return createdAt < earliest - doubtS
    ? theirs("created before the attempt began")
    : unclear("created shortly before the attempt began, as far as the clocks agree");
}

const ours = (because: string): Verdict => ({ whose: "ours", because });
const theirs = (because: string): Verdict => ({ whose: "theirs", because });
const unclear = (because: string): Verdict => ({ whose: "unclear", because });
