import { RenameIndistinctError } from "../errors/index.js";
import { mayBe } from "../ownership/evidence.js";
import type { PendingRename } from "./coordinator.js";

/**
 * Refuses an exchange of names among objects that do not show which is which. Should the process die after the exchange and
 * before the state has learnt of it, the next run finds every name taken, as before: only what the objects hold then keeps it
 * from exchanging them once more.
 *
 * @throws RenameIndistinctError before anything is written; also when the exchange has taken place already.
 */
export function refuseIndistinct(circle: readonly PendingRename[]): void {
  const isClear = circle.every(({ kind, state, desired }, index) =>
    circle.every(({ found }, other) => mayBe(kind, state, desired, found) === (other === index)),
  );
  if (isClear) return;
  const names = circle.map(({ kind, at }) => kind.displayName(at));
  throw new RenameIndistinctError(names[0] ?? "", names);
}
