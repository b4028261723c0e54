import { RenameIndistinctError } from "../errors/index.js";
import { isSame } from "../object/compare.js";
import type { Present } from "../object/observe.js";
import { isAnother } from "../ownership/evidence.js";
import { toWire } from "../state/codec.js";
import type { PendingRename } from "./coordinator.js";

/**
 * Refuses an exchange of names among objects that do not show which is which. Should the process die after the exchange and
 * before the state has learnt of it, the next run finds every name taken, as before: only what the objects hold then keeps it
 * from exchanging them once more.
 *
 * @throws RenameIndistinctError before anything is written; also when the exchange has taken place already.
 */
export function refuseIndistinct(circle: readonly PendingRename[]): void {
  const isClear = circle.every((one) => circle.every((other) => looksLike(one, other.found) === (one === other)));
  if (isClear) return;
  const names = circle.map(({ kind, at }) => kind.displayName(at));
  throw new RenameIndistinctError(names[0] as string, names);
}

/** Whether what was read somewhere may be the object that is to be renamed: of its age, and as last written or as declared. */
export function looksLike(
  { kind, state: known, desired: declared }: Pick<PendingRename, "kind" | "state" | "desired">,
  found: Present | undefined,
): boolean {
  const wanted = toWire(kind, declared.attributes);
  if (found !== undefined && isAnother(known, found)) return false;
  return Object.entries(toWire(kind, known.attributes)).every(([name, last]) => {
    const live = found?.attributes[name];
    return isSame(kind, name, last, live) || (name in wanted && isSame(kind, name, wanted[name], live));
  });
}
