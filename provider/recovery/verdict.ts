import type { Moment } from "../oma/index.js";

/** What can be known about who made an object that a killed run may have made. All times are the service's, in UNIX seconds. */
export interface Evidence {
  /** The object's `createtime`, in whole seconds; undefined where no read tells it. */
  readonly made: number | undefined;
  /**
   * When the attempt began: `earliest` is undefined where the state does not tell, and both are where the service does not
   * tell its time.
   */
  readonly began: Partial<Moment>;
  /** Names of declared attributes that hold something else. */
  readonly differing: readonly string[];
  /** The attempt may have brought a deleted object back, which keeps its old createtime. */
  readonly mayBeRestored: boolean;
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
 * Whose an object is that a create of ours was interrupted at.
 *
 * An object that is older than the attempt is never called ours, nor is one that does not hold all that was declared: a
 * create is one call, and takes effect as a whole.
 */
export function judge({ made, began, differing, mayBeRestored }: Evidence): Verdict {
  const holdsAll = differing.length === 0;
  if (made === undefined) {
    return holdsAll
      ? unclear("holds all that is declared, but no read tells when it was made")
      : theirs("does not hold what is declared");
  }
  if (began.latest === undefined) return unclear("the service does not tell its time");
  if (began.earliest === undefined && made <= began.latest) {
    return unclear("made before the last checkpoint, and the state does not tell when the attempt began");
  }
  const earliest = Math.floor(began.earliest ?? began.latest);
  if (made < earliest) {
    if (mayBeRestored) return unclear("made before the attempt began: restored by it, or there before");
    return made < earliest - clockDoubtS
      ? theirs("made before the attempt began")
      : unclear("made shortly before the attempt began, if the clocks agree");
  }
  if (made > began.latest + longestAttemptS) return unclear("made long after the attempt began");
  if (!holdsAll) return unclear("made after the attempt began, but does not hold all that is declared");
  return { whose: "ours", because: "made after the attempt began, and holds all that is declared" };
}

const theirs = (because: string): Verdict => ({ whose: "theirs", because });
const unclear = (because: string): Verdict => ({ whose: "unclear", because });
