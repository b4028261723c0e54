import type { Attribute } from "../../dist/provider/kinds/attribute.js";
import type { Option } from "../../dist/provider/kinds/kind.js";

type Shape = Attribute["value"] | Option["value"];

/** The plain TypeScript type of a value. `records` names the generated interface of its entries. */
export function plainType(shape: Shape, records: string): string {
  switch (shape.shape) {
    case "text":
      return "string";
    case "integer":
    case "time":
    case "seconds":
      return "number";
    case "flag":
      return "only" in shape && shape.only ? "true" : "boolean";
    case "choice":
      return "open" in shape && shape.open ? "string" : union(shape.values);
    case "texts":
      return "string[]";
    case "records":
      return `${records}[]`;
    case "map":
      return "Record<string, unknown>";
  }
}

/** The type of a string that is one of these; any string when none are listed. */
export function union(values: readonly string[] | undefined): string {
  return values?.map((value) => JSON.stringify(value)).join(" | ") ?? "string";
}

/** The type of an argument. Each part may be an output of another resource. Only single values can be null. */
export function inputType(shape: Shape, records: string, nullable = false): string {
  switch (shape.shape) {
    case "texts":
      return "pulumi.Input<pulumi.Input<string>[]>";
    case "records":
      return `pulumi.Input<pulumi.Input<${records}>[]>`;
    case "map":
      return "pulumi.Input<Record<string, pulumi.Input<unknown>>>";
    case "time":
      return `pulumi.Input<number | Date${nullable ? " | null" : ""}>`;
    default:
      return `pulumi.Input<${plainType(shape, records)}${nullable ? " | null" : ""}>`;
  }
}
