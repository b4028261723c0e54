import type { Identity, Kind } from "../../kinds/kind.js";
import { wireName } from "../../kinds/names.js";
import { OmaError } from "../../oma/index.js";
import { NotSettableError } from "../errors/index.js";
import { programNameOf } from "../state/codec.js";
import type { Desired, Named, Values } from "../state/state.js";
import { isSame } from "./compare.js";
import type { Present } from "./observe.js";
import type { Settable } from "./settable.js";

/** @throws NotSettableError naming every attribute that the admin may not set; nothing has been written then. */
export function refuseNotSettable(kind: Kind, { identity, sources }: Named, wire: Values, settable: Settable): void {
  if (settable === undefined) return;
  const refused = Object.keys(wire).filter((name) => !settable.has(name));
  if (refused.length === 0) return;
  throw new NotSettableError(
    kind.displayName(identity),
    refused.map((name) => programNameOf(kind, name, sources)),
  );
}

/** @throws OmaError for attributes that a creating call does not take. */
export function refuseTooEarly(kind: Kind, identity: Identity, late: readonly string[]): void {
  if (late.length === 0) return;
  const names = late.map((name) => programNameOf(kind, name)).join(", ");
  throw new OmaError("OMA_NOT_ON_CREATE", `${names} cannot be set on a new object; nothing was written`, {
    object: kind.displayName(identity),
    attribute: names,
    remedy: "Remove it from the program: the service only keeps it where it exists already.",
  });
}

/**
 * What is declared of an existing object, less what may not be changed without its option: where a read does not show such
 * an attribute, it is left as it is.
 *
 * @throws OmaError when a read shows another value than the declared one.
 */
export function withoutUnaskedMoves(
  kind: Kind,
  { identity, options }: Desired,
  wanted: Values,
  found: Present,
): Values {
  const guarded = Object.entries(kind.attributes).filter(
    ([name, { changeNeeds }]) => changeNeeds !== undefined && wireName(name) in wanted && options[changeNeeds] !== true,
  );
  const kept = { ...wanted };
  for (const [name, { changeNeeds }] of guarded) {
    const wire = wireName(name);
    const present = found.attributes[wire] ?? undefined;
    if (present !== undefined && !isSame(kind, wire, wanted[wire], present)) {
      throw new OmaError("OMA_CHANGE_NOT_ASKED_FOR", `${name} is "${String(present)}"; nothing was written`, {
        object: kind.displayName(identity),
        attribute: name,
        remedy: `Declare that value, or set ${changeNeeds}: true on the resource.`,
      });
    }
    delete kept[wire];
  }
  return kept;
}
