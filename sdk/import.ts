import * as pulumi from "@pulumi/pulumi";
import { kinds } from "../provider/kinds/index.js";
import type { KindName } from "../provider/kinds/kind.js";

/**
 * The error for the resource option `import`. With it the engine would ask the dynamic host for an object before it hands over
 * what the resource is made of, and the host cannot find its code then.
 */
export function importRefused(kind: KindName, name: string): pulumi.RunError {
  return new pulumi.RunError(
    `${kind} "${name}": the resource option import does not work with pulumi-oma. ${instead(kind)}`,
  );
}

function instead(kind: KindName): string {
  const { verbs, options } = kinds[kind];
  if (verbs.create === "adopt") return `Leave it out: a ${kind} manages the object that exists.`;
  if ("adopt" in options) return "Leave it out and set adopt: true to manage the object that exists.";
  return "Leave it out and choose another name: an existing one cannot be adopted.";
}
