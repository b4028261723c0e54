import type { Identity, Kind } from "../kinds/kind.js";
import { OmaApiError } from "../oma/index.js";
import { AttributeError } from "./errors/index.js";
import { calledInProgram } from "./wire.js";

/** Numbers that can only be about one attribute (seed: API errors). */
const aboutAttribute: Readonly<Record<number, string>> = {
  16: "aliases",
  27: "type",
  34: "password",
  36: "password",
  37: "aliases",
  38: "forward_recipients",
  40: "password",
  41: "password",
  48: "password",
};
/** Numbers that blame attributes without always saying which. */
const aboutSomeAttribute: ReadonlySet<number> = new Set([4, 6]);

/**
 * Says which of the written attributes a refusal is about, in the program's names.
 *
 * @returns the error itself when it is not about an attribute.
 */
export function explain(
  kind: Kind,
  identity: Identity,
  written: Readonly<Record<string, unknown>>,
  error: unknown,
): unknown {
  if (!(error instanceof OmaApiError)) return error;
  const blamed = aboutAttribute[error.number];
  if (blamed === undefined && !aboutSomeAttribute.has(error.number)) return error;
  const hinted = Object.keys(error.hints);
  const attributes = blamed !== undefined ? [blamed] : hinted.length > 0 ? hinted : Object.keys(written);
  const named = (wire: string) => calledInProgram(kind, wire);
  const reasons = Object.entries(error.hints).map(([wire, reason]) => `${named(wire)}: ${reason}`);
  return new AttributeError(kind.called(identity), attributes.map(named), reasons, error);
}
