import { RenameIndistinctError } from "../errors/index.js";
import { mayBe } from "../ownership/evidence.js";
import type { PendingRename } from "./coordinator.js";

/**
 * Refuses an exchange of names among objects that nothing tells apart. If the process dies after the exchange and before the
 * state records it, the next run finds every name taken, as before. Only the attributes then keep it from exchanging them again.
 *
 * @throws RenameIndistinctError before anything is written; also when the exchange has already happened.
 */
export function refuseIndistinct(circle: readonly PendingRename[]): void {
  const isClear = circle.every(({ kind, state, desired }, index) =>
    circle.every(({ found }, other) => mayBe(kind, state, desired, found) === (other === index)),
  );
  if (isClear) return;
  const names = circle.map(({ kind, at }) => kind.displayName(at));
  throw new RenameIndistinctError(names[0] ?? "", names);
}
