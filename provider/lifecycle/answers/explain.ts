import { kinds } from "../../kinds/index.js";
import type { Identity, Kind, Limit } from "../../kinds/kind.js";
import { OmaApiError } from "../../oma/index.js";
import { isRecord, only, type Values } from "../../values.js";
import { AttributeError, LimitError } from "../errors/index.js";
import type { Context } from "../run/context.js";
import { attributeOnWire, programNameOf } from "../state/codec.js";
import type { Named } from "../state/state.js";
import { notOffered } from "./offered.js";

/** Numbers that concern one certain attribute (seed: API errors). */
const aboutAttribute: Readonly<Record<number, string>> = {
  12: "role",
  16: "aliases",
  17: "objects",
  27: "type",
  31: "type",
  34: "password",
  36: "password",
  37: "aliases",
  38: "forward_recipients",
  40: "password",
  41: "password",
  48: "password",
};
/** Numbers that concern attributes without always saying which. */
const aboutSomeAttribute: ReadonlySet<number> = new Set([4, 6]);
/** A number about the request. It concerns attributes only where its hints say so. */
const malformedRequest = 5;

/**
 * Explains a refused change: which of the written attributes are at fault, by program names, and for a limit its value and how
 * much of it is used.
 *
 * @returns the error itself when there is nothing to add.
 */
export async function explain(
  context: Context,
  kind: Kind,
  { identity, sources }: Named,
  written: Values,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof OmaApiError)) return error;
  const named = (wire: string) => programNameOf(kind, wire, sources);
  const suspects = blame(kind, written, error);
  const blamed = suspects?.map(named);
  const limit = kind.limits?.[error.number];
  if (limit !== undefined) {
    const { present, most } = await measure(context, kind, identity, limit);
    return new LimitError(kind.displayName(identity), blamed?.join(", "), present, most, error);
  }
  if (suspects === undefined || blamed === undefined) return error;
  const reasons = Object.entries(error.hints).map(([wire, reason]) =>
    wire in written ? `${named(wire)}: ${reason}` : reason,
  );
  const wrong = await notOffered(context, kind, identity, only(written, suspects));
  if (wrong.length === 0) return new AttributeError(kind.displayName(identity), blamed, reasons, error);
  const remedy = wrong.map(({ wire, offers }) => `For ${named(wire)} the service offers: ${offers}.`).join(" ");
  // Without a hint that names one, every attribute that was written is a suspect.
  const isHinted = Object.keys(error.hints).some((wire) => wire in written);
  const atFault = isHinted ? blamed : wrong.map(({ wire }) => named(wire));
  return new AttributeError(kind.displayName(identity), atFault, reasons, error, remedy);
}

/** The wire names of the attributes at fault. */
function blame(kind: Kind, written: Values, { number, hints }: OmaApiError): string[] | undefined {
  const one = aboutAttribute[number];
  if (one !== undefined && attributeOnWire(kind, one) !== undefined) return [one];
  const hinted = Object.keys(hints).filter((name) => name in written);
  if (aboutSomeAttribute.has(number)) return hinted.length > 0 ? hinted : Object.keys(written);
  return number === malformedRequest && hinted.length > 0 ? hinted : undefined;
}

/** Empty when one of the two calls fails: the refusal matters more than its numbers. */
async function measure(
  context: Context,
  kind: Kind,
  identity: Identity,
  limit: Limit,
): Promise<{ present?: unknown; most?: unknown }> {
  if (kind.parent === undefined) return {};
  const parent = kinds[kind.parent.kind];
  try {
    const [holder, counted] = await Promise.all([
      context.client.call(parent.verbs.read, kind.parent.of(identity)),
      context.client.call(limit.method, { criteria: limit.criteria(identity), range: { first: 0, limit: 1 } }),
    ]);
    const most = isRecord(holder.attributes) ? holder.attributes[limit.attribute] : undefined;
    return { present: counted.total_count, most: most ?? undefined };
  } catch {
    return {};
  }
}
