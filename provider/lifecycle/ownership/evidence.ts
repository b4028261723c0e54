import type { Kind } from "../../kinds/kind.js";
import type { Moment } from "../../oma/index.js";
import { isSame } from "../object/compare.js";
import type { Present } from "../object/observation.js";
import type { Desired, State } from "../state/state.js";

/**
 * Whose an object is. Three questions have their answers here: whether what was found is the object of the state, whether it
 * may be the one that is to be renamed, and whether an attempt of ours has created it. Which resource of a run holds an
 * object is a matter of its claims.
 */

/** Whether what was found is another object than the one of the state, by its creation stamp. */
export function isAnother({ creationStamp }: Pick<State, "creationStamp">, { createdAt }: Present): boolean {
  return creationStamp !== undefined && createdAt !== undefined && createdAt !== creationStamp;
}

/** What is known of the age of an object from before a run was killed. */
export interface KnownAge {
  /** Undefined where state has none. */
  readonly creationStamp: number | undefined;
  /** When the engine came to know the object, in UNIX seconds; NaN where it does not tell. */
  readonly knownSince: number;
}

/** Whether what was found cannot be the object, or does not tell its age. For want of a stamp, what is older may be it. */
export function isNotOfAge({ creationStamp, knownSince }: KnownAge, { createdAt }: Present): boolean {
  if (creationStamp !== undefined) return createdAt !== creationStamp;
  return !(createdAt !== undefined && createdAt <= knownSince + clockDoubtS);
}

/** Whether what was found may be the object that is to be renamed: of its age, and as last written or as declared. */
export function mayBe(kind: Kind, state: State, desired: Desired, found: Present | undefined): boolean {
  if (found !== undefined && isAnother(state, found)) return false;
  return Object.entries(state.attributes).every(([wire, last]) => {
    const held = found?.attributes[wire];
    if (isSame(kind, wire, last, held)) return true;
    return wire in desired.attributes && isSame(kind, wire, desired.attributes[wire], held);
  });
}

/** What is known of an object and of an attempt of ours that may have created it. All times are the service's, in UNIX seconds. */
export interface CreateEvidence {
  /** In whole seconds; undefined where no read tells it. */
  readonly createdAt: number | undefined;
  /**
   * When the attempt began: `earliest` is undefined where the state does not tell, and both are where the service does not
   * tell its time.
   */
  readonly attempt: { readonly [Bound in keyof Moment]?: number | undefined };
  /** Whether the object holds everything that was declared. */
  readonly holdsAll: boolean;
  /** The process that made the attempt saw the object missing before. */
  readonly wasMissing?: boolean;
  /** The process that made the attempt reads at once: what was created after the attempt surely had begun is its work. */
  readonly isWatched?: boolean;
  /** The attempt may have restored a deleted object, which keeps its old creation time. */
  readonly mayBeRestored?: boolean;
  /** How far the clock that timed the attempt may be from the service's, in seconds. */
  readonly doubtS: number;
}

export interface Verdict {
  readonly whose: "ours" | "theirs" | "unclear";
  readonly because: string;
}

/** Two machines whose clocks are set by the network agree far better than this. */
export const clockDoubtS = 300;
/** A pending create stays in the state until somebody settles it; an object that is so much younger is not of that attempt. */
const longestAttemptS = 24 * 3600;

/**
 * Whose an object is that an attempt of ours may have created.
 *
 * An object that is older than the attempt is never called ours. One that may be older has to hold all that was declared: a
 * create is one call, and takes effect as a whole.
 */
export function judgeCreate(evidence: CreateEvidence): Verdict {
  const { createdAt, attempt, holdsAll, isWatched } = evidence;
  if (createdAt === undefined) return judgeUndated(evidence);
  if (attempt.latest === undefined) return unclear("the service does not tell its time");
  if (attempt.earliest === undefined && createdAt <= attempt.latest) {
    return unclear("created before the last checkpoint, and the state does not tell when the attempt began");
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
    : unclear("holds everything that is declared, but no read tells when it was created");
}

function judgeOlder({ createdAt = 0, mayBeRestored, doubtS }: CreateEvidence, earliest: number): Verdict {
  if (mayBeRestored)
    return unclear("created before the attempt began: the attempt restored it, or it was there before");
  return createdAt < earliest - doubtS
    ? theirs("created before the attempt began")
    : unclear("created shortly before the attempt began, if the clocks agree");
}

const ours = (because: string): Verdict => ({ whose: "ours", because });
const theirs = (because: string): Verdict => ({ whose: "theirs", because });
const unclear = (because: string): Verdict => ({ whose: "unclear", because });
