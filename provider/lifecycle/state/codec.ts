import { type Attribute, sourceName } from "../../kinds/attribute.js";
import type { Kind } from "../../kinds/kind.js";
import { programName, wireName } from "../../kinds/names.js";
import type { Sources, Values } from "./state.js";

/** A kind whose attributes have no documented names holds them in one free map, whose keys are the wire's own. */
export function freeMap(kind: Kind): string | undefined {
  return Object.keys(kind.attributes).find((name) => kind.attributes[name]?.value.shape === "map");
}

/** Declared attributes under the wire's names. */
export function toWire(kind: Kind, attributes: Values): Record<string, unknown> {
  const map = freeMap(kind);
  if (map !== undefined) return { ...(attributes[map] as Values | undefined) };
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [wireName(name), value]));
}

/** The inverse of {@link toWire}. */
export function fromWire(kind: Kind, wire: Values): Record<string, unknown> {
  const map = freeMap(kind);
  if (map !== undefined) return Object.keys(wire).length === 0 ? {} : { [map]: { ...wire } };
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [programName(name), value]));
}

/** @returns undefined for the keys of a free map, about which nothing is known. */
export function attributeOnWire(kind: Kind, wire: string): Attribute | undefined {
  const name = programName(wire);
  return Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined;
}

/** What a program calls an attribute of the wire; a secret by the argument that says where it is, if the program has that. */
export function programNameOf(kind: Kind, wire: string, sources: Sources = {}): string {
  const map = freeMap(kind);
  if (map !== undefined) return `${map}.${wire}`;
  const name = programName(wire);
  return Object.hasOwn(sources, name) ? sourceName(name) : name;
}
