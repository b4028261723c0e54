import type { Kind } from "../../kinds/kind.js";
import { DeleteLimitError } from "../errors/index.js";
import type { State } from "../state/state.js";

/**
 * Counts the deletions of a process and refuses those beyond a limit. The engine asks for deletions one by one, so everything
 * within the limit is gone when the limit is reached.
 */
export class DeleteLimit {
  private deleted = 0;

  /** @param limit undefined for none. */
  constructor(private readonly limit: number | undefined) {}

  /** @throws DeleteLimitError when this deletion would be beyond the limit. */
  count(kind: Kind, { identity }: State): void {
    if (this.limit !== undefined && this.deleted >= this.limit) {
      throw new DeleteLimitError(kind.name, kind.displayName(identity), this.limit);
    }
    this.deleted += 1;
  }
}
