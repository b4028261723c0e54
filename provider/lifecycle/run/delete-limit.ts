import type { Kind } from "../../kinds/kind.js";
import { DeleteLimitError, DeletionsUncountedError } from "../errors/index.js";
import type { State } from "../state/state.js";

/** Counts the deletions of a run. */
export interface DeletionTally {
  /**
   * Takes one of the first places for a deletion.
   *
   * @param places how many there are in the run.
   * @returns false when all of them are taken.
   * @throws Error whose message says, as the end of a sentence, why nothing can be counted.
   */
  take(places: number): boolean;
}

/** Of a run that is one process. */
export class OwnTally implements DeletionTally {
  private taken = 0;

  take(places: number): boolean {
    if (this.taken >= places) return false;
    this.taken += 1;
    return true;
  }
}

/**
 * Refuses the deletions of a run that are beyond a limit. The engine asks for deletions one by one, so everything within the
 * limit is gone when the limit is reached.
 */
export class DeleteLimit {
  /** @param limit undefined for none. */
  constructor(
    private readonly limit: number | undefined,
    private readonly tally: DeletionTally,
  ) {}

  /**
   * Counts a deletion before it is sent: one whose outcome stays unknown counts.
   *
   * @throws DeleteLimitError when this deletion would be beyond the limit.
   * @throws DeletionsUncountedError when there is a limit and nothing to count with.
   */
  count(kind: Kind, { identity }: State): void {
    const object = kind.displayName(identity);
    if (this.limit === undefined || this.isWithin(this.limit, kind, object)) return;
    throw new DeleteLimitError(kind.name, object, this.limit);
  }

  private isWithin(limit: number, kind: Kind, object: string): boolean {
    try {
      return this.tally.take(limit);
    } catch (error) {
      throw new DeletionsUncountedError(kind.name, object, error instanceof Error ? error.message : String(error));
    }
  }
}
