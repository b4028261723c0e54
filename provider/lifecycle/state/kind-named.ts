import { kinds } from "../../kinds/index.js";
import type { Kind } from "../../kinds/kind.js";
import { UnknownKindError } from "../errors/index.js";

/** @throws UnknownKindError when no kind has that name: a newer release than this one wrote the state. */
export function kindNamed(name: string): Kind {
  const kind = Object.values(kinds).find((one) => one.name === name);
  if (kind === undefined) throw new UnknownKindError(name);
  return kind;
}
