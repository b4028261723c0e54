import type { Attribute } from "../../dist/provider/kinds/attribute.js";
import { expectation } from "../../dist/provider/lifecycle/inputs/validation.js";

/** The name of a kind inside a sentence: "company bulletin". */
export function spoken(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** The name of a kind's files, without folder and ending. */
export function fileName(kind: string): string {
  return spoken(kind).replaceAll(" ", "-");
}

/** What a value must be, with unit and limits, as a clause. */
export function limits(attribute: Attribute): string {
  const words = expectation(attribute.value, attribute.unit);
  const open = attribute.value.shape === "choice" && attribute.value.open ? ", or another that the service lists" : "";
  return `${words}${open}`;
}

/** Where an undeclared value comes from. */
export function inheritance(attribute: Attribute): string | undefined {
  const { inherit } = attribute;
  if (inherit === undefined) return undefined;
  return inherit.how === "live"
    ? `while unset, ${inherit.from} is in force`
    : `copied from ${inherit.from} at creation`;
}

/** Why the attribute is read back after it was written, if it is. */
export function readBack({ security }: Attribute): string | undefined {
  return security === undefined ? undefined : `Read back after a write: ${security}.`;
}

/** What happens when a program no longer declares the attribute. */
export function removal(attribute: Attribute): string {
  if (attribute.required) return "cannot be removed";
  if (attribute.secret) return "the value stays, no longer managed";
  if (attribute.nullable) return "unset on the service";
  if (attribute.value.shape === "texts" || attribute.value.shape === "records") return "emptied on the service";
  return "the value stays, no longer managed";
}
