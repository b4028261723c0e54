import type { Identity, Kind } from "../../kinds/kind.js";
import { nearestFirst } from "../../nearest.js";
import { OmaApiError } from "../../oma/index.js";
import { shownValue } from "../../shown-text.js";
import { isRecord, type Values } from "../../values.js";
import type { Context } from "../run/context.js";
import { attributeOnWire } from "../state/codec.js";

/** Fewer are all named; of more, those most like what was declared. */
const mostNamed = 12;
const nearestNamed = 5;

/** An attribute whose value the service does not offer. */
export interface NotOffered {
  readonly wire: string;
  /** What it offers, as the end of a sentence. */
  readonly offers: string;
}

/**
 * Finds, after a refusal, the values that the service does not offer. It lists what it offers in `metadata.options`, also for an
 * object that does not exist but could be created (README of the reference, "Reading what does not exist").
 *
 * @param written under wire names.
 */
export async function notOffered(
  context: Context,
  kind: Kind,
  identity: Identity,
  written: Values,
): Promise<NotOffered[]> {
  const listed = Object.entries(written).filter(
    (entry): entry is [string, string] =>
      attributeOnWire(kind, entry[0])?.listed === true && typeof entry[1] === "string",
  );
  if (listed.length === 0) return [];
  const options = await optionsOf(context, kind, identity);
  return listed.flatMap(([wire, value]) => {
    const values = options[wire];
    if (!Array.isArray(values) || values.includes(value)) return [];
    return [
      {
        wire,
        offers: said(
          value,
          values.filter((one) => typeof one === "string"),
        ),
      },
    ];
  });
}

/** Empty when the read fails: the refusal matters more than what would be right. */
async function optionsOf({ client }: Context, kind: Kind, identity: Identity): Promise<Values> {
  const { metadata } = await client
    .call(kind.verbs.read, identity)
    .catch((error: unknown): Values => (error instanceof OmaApiError ? error.response : {}));
  return isRecord(metadata) && isRecord(metadata.options) ? metadata.options : {};
}

function said(value: string, values: readonly string[]): string {
  if (values.length === 0) return "none";
  const first = nearestFirst(value, values).map(shownValue);
  if (values.length <= mostNamed) return first.join(", ");
  return `${first.slice(0, nearestNamed).join(", ")} and ${values.length - nearestNamed} more`;
}
