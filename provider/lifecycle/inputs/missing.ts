import { secretNames, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";

/** An attribute that a new object needs and that is not declared. */
export interface Missing {
  readonly attribute: string;
  /** Why it needs it. */
  readonly reason: string;
  /** What to do, without a full stop. */
  readonly remedy: string;
}

/** What the create of an object lacks, if anything. A secret is there when it is declared, or the place where it is. */
export function missingOnCreate(kind: Kind, inputs: Values): Missing | undefined {
  const secrets = secretNames(kind.attributes).map((name) => [name, inputs[name] ?? inputs[sourceName(name)]]);
  const missing = kind.missingOnCreate?.({ ...inputs, ...Object.fromEntries(secrets) });
  if (missing === undefined) return undefined;
  const { attribute } = missing;
  const isSecret = secretNames(kind.attributes).includes(attribute);
  return { ...missing, remedy: `Declare ${attribute}${isSecret ? ` or ${sourceName(attribute)}` : ""}` };
}
