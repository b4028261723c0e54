import { isUnknown, kindOfType } from "../../provider/engine-wire.js";
import { kinds } from "../../provider/kinds/index.js";
import type { Identity, Kind } from "../../provider/kinds/kind.js";
import { programName } from "../../provider/kinds/names.js";
import type { Values } from "../../provider/values.js";
import type { PreviewStep, ResourceState } from "../pulumi/preview.js";

/** A deleted and a created object that may be one, which a program means to rename. */
export interface LikelyRename {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** The attribute that both declare with the same value. */
  readonly attribute: string;
  readonly oldUrn: string;
}

/**
 * Finds what a run would create empty and delete with its mail, though OMA could rename it in place. The run itself refuses such
 * deletes, but only after it has created the empty object. Passwords are not compared here: a preview masks them.
 */
export function likelyRenames(steps: readonly PreviewStep[]): LikelyRename[] {
  const created = steps.flatMap(({ op, next }) => (op === "create" && next !== undefined ? [next] : []));
  return steps.flatMap(({ op, urn, old }) => {
    if (op !== "delete" || old === undefined) return [];
    return created.flatMap((one) => likelyRename(urn, old, one) ?? []).slice(0, 1);
  });
}

function likelyRename(urn: string, old: ResourceState, created: ResourceState): LikelyRename | undefined {
  const kind = Object.values(kinds).find(({ name }) => name === kindOfType(old.type));
  const rename = kind?.verbs.rename;
  if (kind === undefined || rename === undefined || created.type !== old.type) return undefined;
  const [from, to] = [identityIn(kind, old.inputs), identityIn(kind, created.inputs)];
  if (from === undefined || to === undefined || !rename.sameHome(from, to)) return undefined;
  const alike = rename.keeps
    .map(programName)
    .find((name) => isShown(old.inputs[name]) && old.inputs[name] === created.inputs[name]);
  if (alike === undefined) return undefined;
  const [fromName, toName] = [kind.displayName(from), kind.displayName(to)];
  return { kind: kind.name, from: fromName, to: toName, attribute: alike, oldUrn: urn };
}

/** A preview has one text in place of every secret, and another of every value that is not known yet. */
function isShown(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value !== "[secret]" && !isUnknown(value);
}

function identityIn(kind: Kind, inputs: Values): Identity | undefined {
  const fields = Object.keys(kind.identity).map((field) => [field, inputs[field]] as const);
  return fields.every(([, value]) => isShown(value)) ? (Object.fromEntries(fields) as Identity) : undefined;
}

/** For the person who would start the run. */
export function describeLikelyRename({ kind, from, to, attribute, oldUrn }: LikelyRename): string {
  const resource = oldUrn.slice(oldUrn.lastIndexOf("::") + 2);
  return [
    `Refused: ${kind} ${from} would be deleted, and ${to} created with the same ${attribute}. This may be a rename:`,
    `  To rename it with its mail, let the resource keep its name, or set aliases: [{ name: "${resource}" }] in its options.`,
    `  To delete it all the same, run pulumi destroy --target '${oldUrn}' first.`,
  ].join("\n");
}
