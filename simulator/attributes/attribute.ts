import type { Json, JsonObject } from "../wire/json.js";

/** The form of a value. `check` returns what is wrong with it, or undefined. */
export interface ValueForm {
  readonly type: string;
  check(value: Json): string | undefined;
  /** What null stores, if not null: a cleared list is empty. */
  readonly cleared?: Json;
}

/**
 * One attribute of one kind of object.
 * - nullable: question 29; null clears.
 * - inherit "live": while null here, the value above holds, and metadata.inherit shows it.
 *   "copied": a new object takes the value of its parent once.
 * - billable: not for roles that may only do what costs nothing (questions 45, 46).
 * - limit: "update" only for objects that exist already; "restricted" for nobody unless a behaviour opens it.
 * - hidden: accepted, but not returned by reads.
 */
export interface Attribute {
  readonly name: string;
  readonly form: ValueForm;
  readonly source: string;
  readonly access: "rw" | "ro";
  readonly nullable: boolean;
  readonly initial: Json;
  readonly inherit?: "live" | "copied";
  readonly billable?: boolean;
  readonly limit?: "update" | "restricted";
  readonly hidden?: boolean;
}

export interface AttributeTable {
  readonly kind: "company" | "domain" | "user" | "brand";
  readonly all: readonly Attribute[];
  readonly byName: ReadonlyMap<string, Attribute>;
  readonly live: readonly Attribute[];
}

type Options = Partial<Omit<Attribute, "name" | "form" | "source">>;

export function attribute(name: string, form: ValueForm, source: string, options: Options = {}): Attribute {
  return { name, form, source, access: "rw", nullable: true, initial: form.cleared ?? null, ...options };
}

export function attributeTable(kind: AttributeTable["kind"], all: readonly Attribute[]): AttributeTable {
  return {
    kind,
    all,
    byName: new Map(all.map((one) => [one.name, one])),
    live: all.filter((one) => one.inherit === "live"),
  };
}

/** The values of a new object, before those of its parent and of the request. */
export function initialAttributes(table: AttributeTable): JsonObject {
  return Object.fromEntries(table.all.filter((one) => !one.hidden).map((one) => [one.name, one.initial]));
}
