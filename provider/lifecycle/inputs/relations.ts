import { isDeepStrictEqual } from "node:util";
import { isUnknown } from "../../engine-wire.js";
import { type Attribute, isOffered } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import type { Values } from "../../values.js";
import { type Failure, unnamed } from "./failure.js";

/** The inputs of one resource, and what is known of the object besides. */
interface Declared {
  readonly kind: Kind;
  readonly olds: Values;
  readonly news: Values;
  /** Whether the object is created for certain, so that what is not declared has its first value. */
  readonly isCreated: boolean;
}

/** Finds what is declared of one object and does not go together, though each value alone is right. */
export function relationFailures(kind: Kind, olds: Values, news: Values, mayBeAdopted: boolean): Failure[] {
  const isCreated = Object.keys(olds).length === 0 && !mayBeAdopted;
  const declared = { kind, olds, news, isCreated };
  return Object.entries(kind.attributes)
    .filter(([name, attribute]) => isOffered(attribute) && news[name] !== undefined && !isUnknown(news[name]))
    .flatMap(([name, attribute]) =>
      [unfit(declared, name, attribute), idle(declared, name, attribute), twice(declared, name, attribute)]
        .filter((reason) => reason !== undefined)
        .map(unnamed),
    );
}

/** What an earlier release let pass, or a refresh found, stays as it is. */
function isChanged({ olds, news }: Declared, ...names: readonly (string | undefined)[]): boolean {
  return names.some((name) => name !== undefined && !isDeepStrictEqual(olds[name], news[name]));
}

/** A flag with a value that the service would ignore. */
function unfit(declared: Declared, name: string, { fixed }: Attribute): string | undefined {
  const is = fixed && fixedValue(declared, name);
  if (is === undefined || declared.news[name] === is || !isChanged(declared, name, fixed?.by)) return undefined;
  const by = String(declaredValue(declared, fixed?.by ?? ""));
  return `${name} is always ${is} where ${fixed?.by} is "${by}": declare another ${fixed?.by}, or leave ${name} out`;
}

/** What has no effect, since nothing turns it on. A flag that is no longer declared stays as it is, and what it turned on too. */
function idle(declared: Declared, name: string, { needs }: Attribute): string | undefined {
  if (needs === undefined || isNothing(declared.news[name])) return undefined;
  if (!isChanged(declared, name, declared.kind.attributes[needs]?.fixed?.by)) return undefined;
  if (declared.news[needs] !== undefined || fixedValue(declared, needs) === true) return undefined;
  return `${name} has no effect without ${needs}: declare ${needs}: true with it, or false to keep it for later`;
}

/** An entry that another argument holds as well. */
function twice(declared: Declared, name: string, { value: shape, excludes = [] }: Attribute): string | undefined {
  const { kind, news } = declared;
  const entries = news[name];
  if (shape.shape !== "texts" || !Array.isArray(entries) || !isChanged(declared, name, ...excludes)) return undefined;
  for (const other of excludes) {
    const taken = new Set([news[other]].flat().map(folded));
    const at = entries.findIndex((entry) => taken.has(folded(entry)));
    if (at < 0) continue;
    return other in kind.identity
      ? `${name}: entry ${at} is the ${other} itself; leave it out`
      : `${name}: entry ${at} is also in ${other}; leave it out of one of them`;
  }
  return undefined;
}

/** Names are compared without regard to case: what the service does with two that differ in case alone is not documented. */
function folded(entry: unknown): string {
  return String(entry).toLowerCase();
}

/** The value that a flag has whatever is declared; undefined where it is free, or where that is not known. */
function fixedValue(declared: Declared, name: string): boolean | undefined {
  const fixed = declared.kind.attributes[name]?.fixed;
  const by = fixed && declaredValue(declared, fixed.by);
  return typeof by === "string" ? fixed?.is[by] : undefined;
}

function declaredValue({ kind, news, isCreated }: Declared, name: string): unknown {
  return news[name] ?? (isCreated ? kind.attributes[name]?.initial : undefined);
}

function isNothing(value: unknown): boolean {
  return value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}
